<?cs # What stands around an item on its page: web/item_page.c. ?>
<?cs def:item_head() ?><h1 dir="auto"><?cs var:Item.title ?></h1>
<p class="lead item-state"><?cs call:state_mark(Item) ?><?cs if:?Item.version ?> <span class="quiet"><?cs var:Lang.edit.version ?> <?cs var:Item.version ?></span><?cs /if ?><?cs if:string.length(Item.about) > #0 ?> <span dir="auto"><?cs var:Item.about ?></span><?cs /if ?></p>
<?cs if:?Item.saved ?><p class="notice" role="status"><?cs if:?Item.errors ?><?cs var:Lang.edit.saved_errors ?><?cs else ?><?cs var:Lang.edit.saved ?><?cs /if ?></p>
<?cs /if ?><?cs if:Item.state == "revoked" ?><p class="refused"><b><?cs var:Lang.edit.revoked ?></b> <span dir="auto"><?cs var:Item.reason ?></span></p>
<?cs /if ?><?cs /def ?>

<?cs def:item_ways() ?><nav class="actions item-ways" aria-label="<?cs var:Lang.edit.ways ?>">
<?cs if:?Item.can.edit ?><a class="button" href="<?cs var:url_validate(Item.can.edit) ?>"><?cs var:Lang.edit.way_edit ?></a>
<?cs /if ?><?cs if:?Item.can.publish ?><a class="button" href="<?cs var:url_validate(Item.can.publish) ?>"><?cs var:Lang.edit.way_publish ?></a>
<?cs /if ?><?cs if:?Item.can.again ?><a class="button second" href="<?cs var:url_validate(Item.can.again) ?>"><?cs var:Lang.edit.way_again ?></a>
<?cs /if ?><?cs if:?Item.can.award ?><a class="button second" href="<?cs var:url_validate(Item.can.award) ?>"><?cs var:Lang.edit.way_award ?></a>
<?cs /if ?><?cs if:?Item.can.gather ?><a class="button second" href="<?cs var:url_validate(Item.can.gather) ?>"><?cs var:Lang.edit.way_gather ?></a>
<?cs /if ?><?cs if:?Item.can.endorse ?><a class="button second" href="<?cs var:url_validate(Item.can.endorse) ?>"><?cs var:Lang.edit.way_endorse ?></a>
<?cs /if ?><?cs if:?Item.can.versions ?><a class="button second" href="<?cs var:url_validate(Item.can.versions) ?>"><?cs var:Lang.edit.way_versions ?></a>
<?cs /if ?><a class="button second" href="<?cs var:url_validate(Item.can.json) ?>"><?cs var:Lang.edit.way_json ?></a>
<?cs if:?Item.can.revoke ?><a class="button danger" href="<?cs var:url_validate(Item.can.revoke) ?>"><?cs var:Lang.edit.way_revoke ?></a>
<?cs /if ?><?cs if:?Item.can.delete ?><a class="button danger" href="<?cs var:url_validate(Item.can.delete) ?>"><?cs var:Lang.edit.way_delete ?></a>
<?cs /if ?></nav>
<?cs /def ?>

<?cs # What must be mended before it can be published; each leads to its
     # field. ?>
<?cs def:mend_line(p) ?><li<?cs if:?p.error ?> class="error"<?cs /if ?>><?cs if:?Item.can.edit ?><a href="<?cs var:url_validate(p.href) ?>"><?cs if:string.length(p.where) > #0 ?><?cs var:p.where ?><?cs else ?><?cs var:Lang.edit.whole ?><?cs /if ?></a><?cs else ?><b><?cs var:p.where ?></b><?cs /if ?>: <span dir="auto"><?cs var:p.words ?></span></li>
<?cs /def ?>
<?cs def:item_mend() ?><?cs if:?Item.problem.0.words ?><section class="mend" aria-labelledby="mend"><?cs if:?Item.errors ?><h2 id="mend"><?cs var:Lang.edit.mend ?></h2><?cs else ?><h2 id="mend"><?cs var:Lang.edit.heed ?></h2><?cs /if ?>
<ul class="notes"><?cs each:p = Item.problem ?><?cs call:mend_line(p) ?><?cs /each ?></ul></section>
<?cs /if ?><?cs /def ?>

<?cs def:item_when(at) ?><?cs if:?at.iso ?><time datetime="<?cs var:at.iso ?>"><?cs var:at.words ?></time><?cs /if ?><?cs /def ?>
<?cs def:item_facts_of() ?><section class="card"><h2><?cs var:Lang.edit.item_about ?></h2>
<dl class="facts tech">
<div><dt><?cs var:Lang.edit.what ?></dt><dd><?cs var:Item.label ?></dd></div>
<div><dt><?cs var:Lang.edit.updated ?></dt><dd><?cs call:item_when(Item.updated) ?><?cs if:string.length(Item.by) > #0 ?>, <span dir="auto"><?cs var:Item.by ?></span><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.edit.created ?></dt><dd><?cs call:item_when(Item.created) ?></dd></div>
</dl>
<details><summary><?cs var:Lang.sheet.tech ?></summary>
<dl class="facts tech"><div><dt>Id</dt><dd><?cs var:Item.id ?></dd></div></dl></details></section>
<?cs /def ?>

<?cs def:holders_of(h) ?><p><?cs var:Lang.edit.used_by ?> <b><?cs var:h.total ?></b> <?cs var:h.label ?>:</p>
<ul><?cs each:i = h.item ?><li><a href="<?cs var:url_validate(i.href) ?>" dir="auto"><?cs if:string.length(i.name) > #0 ?><?cs var:i.name ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></a><?cs if:string.length(i.about) > #0 ?> <span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?></li>
<?cs /each ?><?cs if:?h.all ?><li><a href="<?cs var:url_validate(h.all) ?>"><?cs var:Lang.edit.all ?></a></li><?cs /if ?></ul>
<?cs /def ?>
<?cs def:item_holders() ?><section class="card"><h2><?cs var:Lang.edit.used ?></h2>
<?cs if:?Holders ?><?cs each:h = Holders ?><?cs call:holders_of(h) ?><?cs /each ?><?cs else ?><p class="quiet"><?cs var:Lang.edit.used_none ?></p>
<?cs /if ?></section>
<?cs /def ?>

<?cs # The document for those who ask.  HTML made by page/json_view.c. ?>
<?cs def:item_json() ?><?cs if:?Item.html ?><details class="card json"><summary><?cs var:Lang.edit.json ?></summary>
<p class="quiet"><?cs var:Lang.edit.json_words ?> <a href="<?cs var:url_validate(Item.can.json) ?>"><?cs var:Lang.edit.way_json ?></a><?cs if:?Item.json_cut ?> <?cs var:Lang.edit.json_cut ?><?cs /if ?></p>
<div class="json-view" dir="ltr"><?cs uvar:Item.html ?></div></details>
<?cs /if ?><?cs /def ?>
