<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Lang.account.sign_in ?></h1>
<?cs if:?Login.reset ?><p class="said" role="status"><?cs var:Lang.account.was_reset ?></p>
<?cs elif:?Login.asked ?><p><?cs var:Lang.account.asked ?><?cs if:?Login.parked ?> <?cs var:Lang.account.parked ?><?cs /if ?></p>
<?cs /if ?><?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Site.base + "/login") ?>" class="card form">
<?cs call:token(Login.token) ?><input type="hidden" name="next" value="<?cs var:Login.next ?>">
<label for="email"><?cs var:Lang.account.email ?></label>
<input type="email" id="email" name="email" required maxlength="254" autocomplete="username" spellcheck="false" value="<?cs var:Login.email ?>">
<?cs call:secret_field("password", "password", Lang.account.password, "current-password") ?><p class="actions"><button><?cs var:Lang.account.sign_in ?></button> <a href="<?cs var:url_validate(Site.base + "/forgot") ?>"><?cs var:Lang.account.forgot ?></a></p>
</form>
<p class="quiet"><?cs var:Lang.account.who ?></p>
</main>
<?cs call:page_end() ?>
