<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<p class="trail"><a href="<?cs var:url_validate(Site.base + "/account") ?>"><?cs var:Lang.account.title ?></a></p>
<h1><?cs var:Page.title ?></h1>
<p class="lead"><?cs var:Lang.account.second_words ?></p>
<?cs call:problem(Problem.code) ?><ol class="enrol">
<li><h2><?cs var:Lang.account.enrol_app ?></h2>
<p><?cs var:Lang.account.enrol_app_words ?></p></li>
<li><h2><?cs var:Lang.account.enrol_scan ?></h2>
<div class="scan"><svg class="qr" viewBox="0 0 <?cs var:Second.qr.size ?> <?cs var:Second.qr.size ?>" role="img" aria-label="<?cs var:Lang.account.enrol_qr ?>" shape-rendering="crispEdges"><path class="paper" d="M0 0h<?cs var:Second.qr.size ?>v<?cs var:Second.qr.size ?>H0z"/><path d="<?cs var:Second.qr.path ?>"/></svg>
<div><p><?cs var:Lang.account.enrol_type ?></p>
<p><code class="secret"><?cs var:Second.text ?></code> <button type="button" class="second js" hidden data-copy="<?cs var:Second.text ?>" data-copied="<?cs var:Lang.office.copied ?>"><?cs var:Lang.office.copy ?></button></p></div></div></li>
<li><h2><?cs var:Lang.account.enrol_confirm ?></h2>
<form method="post" action="<?cs var:url_validate(Site.base + "/account/second") ?>" class="form">
<?cs call:token(Account.token) ?><input type="hidden" name="sealed" value="<?cs var:Second.sealed ?>">
<label for="code"><?cs var:Lang.account.enrol_code ?></label>
<input type="text" class="digits" id="code" name="code" required maxlength="10" inputmode="numeric" autocomplete="one-time-code">
<p class="actions"><button><?cs var:Lang.account.enrol_on ?></button> <a href="<?cs var:url_validate(Site.base + "/account") ?>"><?cs var:Lang.confirm.back ?></a></p>
</form></li>
</ol>
</main>
<?cs call:page_end() ?>
