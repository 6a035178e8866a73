<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_clients.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:client_ways() ?><h1><?cs var:Lang.clients.new ?></h1>
<p class="lead"><?cs var:Lang.clients.new_lead ?></p>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Site.base + "/admin/clients/new") ?>" class="form">
<?cs call:token(Client.token) ?><label for="name"><?cs var:Lang.apps.name ?></label>
<input type="text" id="name" name="name" required maxlength="200" autocomplete="off" dir="auto" value="<?cs var:Client.name ?>">
<?cs call:client_settings() ?><fieldset><legend><?cs var:Lang.clients.whom ?></legend>
<div class="tick"><label><input type="checkbox" name="acts" value="1"<?cs if:?Client.acts ?> checked<?cs /if ?>> <?cs var:Lang.clients.acts ?></label></div>
<label for="redirects"><?cs var:Lang.clients.redirects ?></label>
<p class="help" id="redirects-help"><?cs var:Lang.clients.redirects_help ?></p>
<textarea id="redirects" name="redirects" rows="3" spellcheck="false" aria-describedby="redirects-help"><?cs var:Client.redirects ?></textarea></fieldset>
<p class="actions"><button><?cs var:Lang.clients.make ?></button> <a class="button second" href="<?cs var:url_validate(Site.base + "/admin/clients") ?>"><?cs var:Lang.confirm.back ?></a></p>
</form>
</main>
<?cs call:page_end() ?>
