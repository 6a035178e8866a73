<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Page.title ?></h1>
<p class="lead"><?cs var:Lang.account.used ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Site.base + "/login") ?>"><?cs var:Lang.account.to_sign_in ?></a> <a class="button second" href="<?cs var:url_validate(Site.base + "/forgot") ?>"><?cs var:Lang.account.send_link ?></a></p>
</main>
<?cs call:page_end() ?>
