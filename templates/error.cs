<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Error.title ?></h1>
<p class="lead"><?cs var:Error.words ?></p>
<?cs if:?Error.text ?><p class="card" dir="auto"><?cs var:Error.text ?></p>
<?cs /if ?><p class="quiet"><?cs var:Lang.error.status ?> <?cs var:Error.status ?></p>
<p><a href="<?cs var:url_validate(Site.base + "/") ?>"><?cs var:Lang.error.home ?></a></p>
</main>
<?cs call:page_end() ?>
