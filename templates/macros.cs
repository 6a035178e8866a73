<?cs # The shapes of page/view.h as HTML.  What a document says comes with its
     # label; hardly a member is named here. ?>

<?cs # Icons; the words beside them say the same. ?>
<?cs def:icon(name) ?><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><?cs if:name == "seal" ?><path d="M8 1.2l1.7 1.4 2.2-.2.5 2.1 1.8 1.3-.9 2 .9 2-1.8 1.3-.5 2.1-2.2-.2L8 14.4l-1.7-1.4-2.2.2-.5-2.1-1.8-1.3.9-2-.9-2 1.8-1.3.5-2.1 2.2.2z" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="8" cy="7.8" r="2.2" fill="currentColor"/><?cs elif:name == "cross" ?><path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.2"/><?cs elif:name == "dash" ?><path d="M3 8h10" stroke="currentColor" stroke-width="2"/><?cs elif:name == "tick" ?><path d="M2.5 8.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" stroke-width="2.4"/><?cs elif:name == "question" ?><path d="M5 5.6a3 3 0 1 1 4.4 2.7C8.4 8.8 8 9.3 8 10.4M8 12.4v2" fill="none" stroke="currentColor" stroke-width="1.9"/><?cs elif:name == "clock" ?><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 4v4.3l2.8 1.7" fill="none" stroke="currentColor" stroke-width="1.6"/><?cs elif:name == "person" ?><circle cx="8" cy="5" r="3" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M2.5 14.5c.5-3.4 2.7-5 5.5-5s5 1.6 5.5 5" fill="none" stroke="currentColor" stroke-width="1.6"/><?cs elif:name == "part" ?><path d="M8 1.8A6.2 6.2 0 1 1 1.8 8H8z" fill="currentColor" opacity=".35"/><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><?cs else ?><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 4.2v4.6M8 10.7v1.6" stroke="currentColor" stroke-width="1.8"/><?cs /if ?></svg><?cs /def ?>

<?cs # A picture: the one place where a data: URL becomes an image. ?>
<?cs def:picture(src, class, alt) ?><img class="<?cs var:class ?>" src="<?cs var:image_validate(src) ?>" alt="<?cs var:alt ?>"><?cs /def ?>

<?cs # A file within the document. ?>
<?cs def:file(f, title) ?><?cs if:?f.src ?><?cs if:string.length(title) > #0 ?><?cs call:picture(f.src, "picture", title) ?><?cs else ?><?cs call:picture(f.src, "picture", Lang.sheet.picture) ?><?cs /if ?> <?cs /if ?><?cs if:?f.href ?><a href="<?cs var:url_validate(f.href) ?>"><?cs if:string.length(title) > #0 ?><span dir="auto"><?cs var:title ?></span><?cs else ?><?cs var:Lang.sheet.open_file ?><?cs /if ?></a> <?cs /if ?><span class="quiet">(<?cs var:f.type ?>, <?cs var:f.size ?>)</span><?cs /def ?>

<?cs # One value; ${p} is its property, with the RDF name.  The usual kind is
     # asked for first. ?>
<?cs def:value(v, p) ?><?cs if:?v.plain ?><span dir="auto"<?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs var:v.value ?></span><?cs elif:?v.iso ?><time datetime="<?cs var:v.iso ?>"<?cs if:?v.exact ?> title="<?cs var:v.exact ?>"<?cs /if ?><?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs var:v.value ?></time><?cs elif:?v.here ?><a href="<?cs var:url_validate(v.here) ?>"><?cs var:v.value ?></a><?cs elif:?v.href ?><a rel="noopener noreferrer nofollow" href="<?cs var:url_validate(v.href) ?>"<?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs if:?v.far ?><?cs var:Lang.sheet.picture_at ?> <?cs var:v.far ?><br><?cs /if ?><?cs var:v.value ?></a><?cs elif:?v.file.type ?><?cs call:file(v.file, "") ?><?cs elif:?v.yes ?><?cs var:Lang.boolean.yes ?><?cs elif:?v.no ?><?cs var:Lang.boolean.no ?><?cs elif:?v.value ?><span dir="auto"<?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs var:v.value ?></span><?cs if:?v.term ?> <span class="term">(<?cs var:v.term ?>)</span><?cs elif:?v.exact ?> <span class="term">(<?cs var:v.exact ?>)</span><?cs /if ?><?cs /if ?><?cs /def ?>

<?cs # Facts of an object as a list of names and values; the caller opens the
     # div of each.  A plain one is as in value(), without the call. ?>
<?cs def:fact(f) ?><dt><?cs var:f.label ?></dt><dd><?cs if:?f.plain ?><span dir="auto"<?cs if:?f.rdf ?> property="<?cs var:f.rdf ?>"<?cs /if ?>><?cs var:f.value ?></span><?cs elif:?f.many ?><ul class="chips"><?cs each:v = f.many ?><li><?cs call:value(v, f) ?></li><?cs /each ?></ul><?cs else ?><?cs call:value(f, f) ?><?cs /if ?></dd></div>
<?cs /def ?>
<?cs def:facts(o) ?><?cs if:?o.fact ?><dl class="facts">
<?cs each:f = o.fact ?><div><?cs call:fact(f) ?><?cs /each ?></dl>
<?cs /if ?><?cs /def ?>
<?cs def:tech_facts(o) ?><?cs if:?o.tech ?><dl class="facts tech">
<?cs each:f = o.tech ?><div><?cs call:fact(f) ?><?cs /each ?></dl>
<?cs /if ?><?cs /def ?>

<?cs # Texts of several sentences.  The one place where HTML made by the
     # program is printed as it is: see page/markdown.h. ?>
<?cs def:prose(p) ?><?cs if:?p.html ?><div class="prose" dir="auto"<?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs uvar:p.html ?></div>
<?cs else ?><p class="prose" dir="auto"<?cs if:?p.rdf ?> property="<?cs var:p.rdf ?>"<?cs /if ?>><?cs var:p.value ?></p>
<?cs /if ?><?cs /def ?>
<?cs def:proses(o) ?><?cs each:p = o.prose ?><?cs call:prose(p) ?><?cs /each ?><?cs /def ?>
<?cs def:proses_named(o) ?><?cs each:p = o.prose ?><p class="label"><?cs var:p.label ?></p>
<?cs call:prose(p) ?><?cs /each ?><?cs /def ?>

<?cs # Members that the standard does not know; the caller asks for .more. ?>
<?cs def:more_list(o) ?><ul class="more"><?cs each:m = o.more ?><li><?cs if:?m.name ?><b><?cs var:m.name ?></b> <?cs /if ?><?cs call:value(m, m) ?><?cs if:?m.more ?><?cs call:more_list(m) ?><?cs /if ?></li><?cs /each ?></ul>
<?cs /def ?>
<?cs def:more(o) ?><p class="label"><?cs var:Lang.sheet.more ?></p>
<?cs call:more_list(o) ?><?cs /def ?>

<?cs include!"macros_parts.cs" ?>
