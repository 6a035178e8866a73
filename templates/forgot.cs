<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<?cs if:?Login.sent ?><h1><?cs var:Lang.account.sent_title ?></h1>
<p class="lead"><?cs var:Lang.account.sent ?></p>
<p class="quiet"><?cs var:Lang.account.sent_help ?></p>
<p><a href="<?cs var:url_validate(Site.base + "/login") ?>"><?cs var:Lang.account.to_sign_in ?></a></p>
<?cs else ?><h1><?cs var:Lang.account.forgot ?></h1>
<p><?cs var:Lang.account.forgot_words ?></p>
<form method="post" action="<?cs var:url_validate(Site.base + "/forgot") ?>" class="card form">
<?cs call:token(Login.token) ?><label for="email"><?cs var:Lang.account.email ?></label>
<input type="email" id="email" name="email" required maxlength="254" autocomplete="username" spellcheck="false">
<p class="actions"><button><?cs var:Lang.account.send_link ?></button> <a href="<?cs var:url_validate(Site.base + "/login") ?>"><?cs var:Lang.account.to_sign_in ?></a></p>
</form>
<?cs /if ?></main>
<?cs call:page_end() ?>
