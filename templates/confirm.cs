<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Confirm.title ?></h1>
<p class="lead" dir="auto"><?cs var:Confirm.words ?></p>
<form method="post" action="<?cs var:url_validate(Confirm.action) ?>" class="actions">
<input type="hidden" name="token" value="<?cs var:Confirm.token ?>">
<button class="danger"><?cs var:Confirm.button ?></button>
<a class="button second" href="<?cs var:url_validate(Confirm.back) ?>"><?cs var:Lang.confirm.back ?></a>
</form>
</main>
<?cs call:page_end() ?>
