<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"item_parts.cs" ?><?cs call:page_start() ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/item.css?v=" + Site.version) ?>">
<main id="main" class="page">
<h1><?cs if:?Delete.published || ?Holders ?><?cs var:Lang.edit.delete_not ?><?cs else ?><?cs var:Lang.edit.delete_title ?><?cs /if ?></h1>
<?cs if:?Delete.refused ?><p class="refused" role="alert" dir="auto"><?cs var:Delete.refused ?></p>
<?cs /if ?><p class="lead"><?cs var:Delete.label ?>: <b dir="auto"><?cs var:Delete.name ?></b></p>
<?cs if:?Delete.published ?><p><?cs var:Lang.edit.delete_published ?></p>
<?cs elif:?Holders ?><p><?cs var:Lang.edit.delete_held ?></p>
<div class="card"><?cs each:h = Holders ?><?cs call:holders_of(h) ?><?cs /each ?></div>
<?cs else ?><p><?cs var:Lang.edit.delete_words ?></p>
<?cs /if ?><form method="post" action="<?cs var:url_validate(Delete.action) ?>" class="actions">
<input type="hidden" name="token" value="<?cs var:Delete.token ?>">
<?cs if:?Delete.published || ?Holders ?><?cs else ?><button class="danger"><?cs var:Lang.edit.delete ?></button>
<?cs /if ?><a class="button second" href="<?cs var:url_validate(Delete.back) ?>"><?cs var:Lang.confirm.back ?></a>
</form>
</main>
<?cs call:page_end() ?>
