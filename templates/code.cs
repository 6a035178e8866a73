<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Lang.account.code_title ?></h1>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Site.base + "/login") ?>" class="card form">
<?cs call:token(Login.token) ?><input type="hidden" name="next" value="<?cs var:Login.next ?>">
<input type="hidden" name="first" value="<?cs var:Login.first ?>">
<label for="code"><?cs var:Lang.account.code ?></label>
<p class="help" id="code-help"><?cs var:Lang.account.code_help ?></p>
<input type="text" class="digits" id="code" name="code" required maxlength="20" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" aria-describedby="code-help">
<p class="actions"><button><?cs var:Lang.account.go_on ?></button> <a href="<?cs var:url_validate(Site.base + "/login") ?>"><?cs var:Lang.account.again_from ?></a></p>
</form>
<p class="quiet"><?cs var:Lang.account.code_lost ?></p>
</main>
<?cs call:page_end() ?>
