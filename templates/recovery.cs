<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Page.title ?></h1>
<p class="said" role="status"><?cs call:yes() ?><?cs var:Lang.account.second_now_on ?></p>
<p class="lead"><?cs var:Lang.account.recovery_words ?></p>
<div class="card codes"><p><span dir="auto"><?cs var:Site.institution ?></span>, <?cs var:User.email ?></p>
<ol>
<?cs each:c = Second.code ?><li><code><?cs var:c ?></code></li>
<?cs /each ?></ol></div>
<p class="actions"><button type="button" class="second print-button" hidden><?cs var:Lang.view.print ?></button> <a class="button" href="<?cs var:url_validate(Site.base + "/account") ?>"><?cs var:Lang.account.recovery_kept ?></a></p>
</main>
<?cs call:page_end() ?>
