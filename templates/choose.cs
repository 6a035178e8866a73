<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Page.title ?></h1>
<p><?cs var:Lang.account.choose[Choose.kind] ?></p>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Choose.action) ?>" class="card form">
<?cs call:token(Login.token) ?><?cs if:Choose.kind == "setup" ?><label for="name"><?cs var:Lang.account.name ?></label>
<p class="help" id="name-help"><?cs var:Lang.account.name_help ?></p>
<input type="text" id="name" name="name" required maxlength="200" autocomplete="name" dir="auto" value="<?cs var:Choose.name ?>" aria-describedby="name-help">
<label for="email"><?cs var:Lang.account.email ?></label>
<input type="email" id="email" name="email" required maxlength="254" autocomplete="username" spellcheck="false" value="<?cs var:Choose.email ?>">
<?cs else ?><dl class="facts who-am-i"><div><dt><?cs var:Lang.account.name ?></dt><dd dir="auto"><?cs var:Choose.name ?></dd></div>
<div><dt><?cs var:Lang.account.email ?></dt><dd><?cs var:Choose.email ?></dd></div></dl>
<input type="hidden" name="username" autocomplete="username" value="<?cs var:Choose.email ?>">
<?cs /if ?><?cs call:new_password() ?><p class="actions"><button><?cs var:Lang.account.choose_button[Choose.kind] ?></button></p>
</form>
</main>
<?cs call:page_end() ?>
