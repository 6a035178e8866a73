<?cs # Associations as a picture and as sentences: page/pathway.h. ?>
<?cs def:pathway_edge(e) ?><path class="way way-<?cs var:e.kind ?>" d="<?cs var:e.path ?>"/><?cs if:?e.head ?><path class="head" d="<?cs var:e.head ?>"/><?cs /if ?>
<?cs /def ?>

<?cs def:pathway_box(n) ?><rect class="tile" x="<?cs var:n.x ?>" y="<?cs var:n.y ?>" width="<?cs var:n.width ?>" height="<?cs var:n.height ?>" rx="6"/><?cs each:l = n.line ?><text x="<?cs var:n.middle ?>" y="<?cs var:l.y ?>" text-anchor="middle"><?cs var:l.words ?></text><?cs /each ?><?cs /def ?>
<?cs def:pathway_node(n) ?><g class="at at-<?cs var:n.state ?><?cs if:?n.here ?> here<?cs /if ?>"><title><?cs var:n.name ?></title><?cs if:?n.href ?><a href="<?cs var:url_validate(n.href) ?>"><?cs call:pathway_box(n) ?></a><?cs else ?><?cs call:pathway_box(n) ?><?cs /if ?></g>
<?cs /def ?>

<?cs def:pathway_end(e) ?><?cs if:?e.href ?><a href="<?cs var:url_validate(e.href) ?>" dir="auto"><?cs var:e.name ?></a><?cs else ?><span dir="auto"><?cs var:e.name ?></span><?cs /if ?><?cs if:e.state == "elsewhere" ?> <span class="quiet">(<?cs var:Lang.build.path.elsewhere ?>)</span><?cs /if ?><?cs /def ?>

<?cs def:pathway_legend() ?><span class="key"><svg width="36" height="12" viewBox="0 0 36 12" aria-hidden="true"><path class="way way-order" d="M1 6H26"/><path class="head" d="M35 6l-9 -5v10z"/></svg><?cs var:Lang.build.path.order ?></span> <span class="key"><svg width="36" height="12" viewBox="0 0 36 12" aria-hidden="true"><path class="way way-part" d="M1 6H26"/><path class="head" d="M35 6l-9 -5v10z"/></svg><?cs var:Lang.build.path.part ?></span> <span class="key"><svg width="36" height="12" viewBox="0 0 36 12" aria-hidden="true"><path class="way way-like" d="M1 6H35"/></svg><?cs var:Lang.build.path.like ?></span><?cs /def ?>

<?cs def:pathway(p) ?><?cs if:?p.width ?><figure class="pathway"><div class="scroll" tabindex="0" role="group" aria-label="<?cs var:Lang.build.path.title ?>"><svg width="<?cs var:p.width ?>" height="<?cs var:p.height ?>" viewBox="0 0 <?cs var:p.width ?> <?cs var:p.height ?>" role="group" aria-label="<?cs var:Lang.build.path.label ?>">
<?cs each:e = p.edge ?><?cs call:pathway_edge(e) ?><?cs /each ?><?cs each:n = p.node ?><?cs call:pathway_node(n) ?><?cs /each ?></svg></div>
<figcaption class="quiet"><?cs call:pathway_legend() ?><?cs if:?p.left_out ?> <?cs var:p.left_out ?> <?cs var:Lang.build.path.left_out ?><?cs /if ?></figcaption></figure>
<?cs /if ?><?cs if:?p.text.0.words ?><details class="in-words"><summary><?cs var:Lang.build.path.words ?></summary>
<ul><?cs each:t = p.text ?><li><?cs call:pathway_end(t.from) ?> <?cs var:t.words ?> <?cs call:pathway_end(t.to) ?></li>
<?cs /each ?></ul></details>
<?cs /if ?><?cs /def ?>
