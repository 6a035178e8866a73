<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_clients.cs" ?><?cs def:told(label, value) ?><div><dt><?cs var:label ?></dt><dd><code class="secret"><?cs var:value ?></code> <button type="button" class="second js" hidden data-copy="<?cs var:value ?>" data-copied="<?cs var:Lang.office.copied ?>"><?cs var:Lang.office.copy ?></button></dd></div>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:client_ways() ?><h1 dir="auto"><?cs var:Client.name ?></h1>
<div class="said" role="status"><p><b><?cs if:?Client.renewed ?><?cs var:Lang.clients.renewed ?><?cs else ?><?cs var:Lang.clients.was_made ?><?cs /if ?></b> <?cs var:Lang.clients.once ?></p></div>
<dl class="told-once">
<?cs call:told(Lang.clients.id, Client.id) ?><?cs call:told(Lang.clients.secret, Client.secret) ?><?cs call:told(Lang.clients.tokens, Client.tokens) ?></dl>
<p><a class="button" href="<?cs var:url_validate(Client.href) ?>"><?cs var:Lang.clients.kept ?></a></p>
</main>
<?cs call:page_end() ?>
