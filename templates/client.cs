<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_clients.cs" ?><?cs def:fact_line(label, value) ?><?cs if:string.length(value) > #0 ?><div><dt><?cs var:label ?></dt><dd dir="auto"><?cs var:value ?></dd></div>
<?cs /if ?><?cs /def ?>
<?cs # One button that does one thing with it. ?>
<?cs def:do(what, label, class) ?><form method="post" action="<?cs var:url_validate(Client.href) ?>"><?cs call:token(Client.token) ?><input type="hidden" name="do" value="<?cs var:what ?>"><button class="<?cs var:class ?>"><?cs var:label ?></button></form>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:client_ways() ?><h1><span dir="auto"><?cs var:Client.name ?></span> <?cs call:client_state(Client.state) ?></h1>
<?cs if:?Client.done ?><p class="said" role="status"><?cs var:Lang.admin.done ?></p>
<?cs /if ?><?cs if:Client.state == "waiting" ?><div class="asks"><p><b><?cs var:Lang.clients.waits ?></b> <?cs var:Lang.clients.waits_words ?></p></div>
<?cs /if ?><dl class="facts">
<div><dt><?cs var:Lang.clients.made ?></dt><dd><?cs call:time(Client.made) ?>, <?cs if:?Client.itself ?><?cs var:Lang.clients.by_itself ?><?cs else ?><span dir="auto"><?cs var:Client.by ?></span><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.clients.used ?></dt><dd><?cs if:?Client.used.iso ?><?cs call:time(Client.used) ?><?cs else ?><?cs var:Lang.office.never ?><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.clients.whom ?></dt><dd><?cs if:?Client.asks ?><?cs var:Lang.clients.asks ?><?cs /if ?><?cs if:?Client.acts ?> <?cs var:Lang.clients.acts_itself ?><?cs /if ?></dd></div>
<?cs call:fact_line(Lang.clients.uri, Client.uri) ?><?cs call:fact_line(Lang.clients.policy, Client.policy) ?><?cs call:fact_line(Lang.clients.terms, Client.terms) ?></dl>
<div class="actions"><?cs if:Client.state == "active" ?><?cs call:do("disable", Lang.clients.disable, "danger") ?><?cs elif:Client.state == "waiting" ?><?cs call:do("enable", Lang.clients.approve, "") ?><?cs call:do("disable", Lang.clients.reject, "danger") ?><?cs else ?><?cs call:do("enable", Lang.clients.enable, "second") ?><?cs /if ?><?cs call:do("secret", Lang.clients.renew, "second") ?><a class="button second" href="<?cs var:url_validate(Client.href + "/delete") ?>"><?cs var:Lang.clients.delete ?></a></div>
<p class="help"><?cs var:Lang.clients.act_help ?></p>
<section aria-labelledby="settle"><h2 id="settle"><?cs var:Lang.clients.settle ?></h2>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Client.href) ?>" class="form">
<?cs call:token(Client.token) ?><input type="hidden" name="do" value="settle">
<?cs call:client_settings() ?><p class="help"><?cs var:Lang.clients.settle_help ?></p>
<p class="actions"><button><?cs var:Lang.clients.save ?></button></p>
</form></section>
<details><summary><?cs var:Lang.clients.technical ?></summary>
<dl class="facts tech">
<?cs call:fact_line(Lang.clients.id, Client.id) ?><?cs each:r = Client.redirect ?><?cs call:fact_line(Lang.clients.redirect, r.uri) ?><?cs /each ?><?cs call:fact_line(Lang.clients.auth, Client.auth) ?><?cs call:fact_line(Lang.clients.logo, Client.logo) ?><?cs call:fact_line(Lang.clients.software, Client.software) ?><?cs call:fact_line(Lang.clients.version, Client.version) ?></dl></details>
<?cs if:?User.may.audit ?><p><a href="<?cs var:url_validate(Client.audit) ?>"><?cs var:Lang.clients.audit ?></a></p>
<?cs /if ?></main>
<?cs call:page_end() ?>
