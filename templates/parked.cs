<?cs include!"layout.cs" ?><?cs call:page_start() ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/item.css?v=" + Site.version) ?>">
<main id="main" class="page">
<h1><?cs var:Lang.edit.parked_title ?></h1>
<p class="lead"><?cs var:Lang.edit.parked_words ?></p>
<form method="post" action="<?cs var:url_validate(Parked.action) ?>">
<input type="hidden" name="token" value="<?cs var:Parked.token ?>">
<dl class="facts tech"><?cs each:f = Parked.field ?><div><dt><?cs var:f.name ?></dt><dd dir="auto"><?cs var:f.value ?><input type="hidden" name="<?cs var:f.name ?>" value="<?cs var:f.value ?>"></dd></div>
<?cs /each ?></dl>
<p class="actions"><button><?cs var:Lang.edit.parked_send ?></button> <a class="button second" href="<?cs var:url_validate(Site.base + "/") ?>"><?cs var:Lang.edit.leave ?></a></p>
</form>
</main>
<?cs call:page_end() ?>
