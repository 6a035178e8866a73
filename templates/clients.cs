<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_clients.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.clients.title ?></h1>
<p><?cs var:Lang.clients.lead ?> <?cs var:Lang.clients.how[Clients.how] ?></p>
<?cs if:?Clients.done ?><p class="said" role="status"><?cs var:Lang.admin.done ?></p>
<?cs /if ?><p class="actions"><a class="button" href="<?cs var:url_validate(Site.base + "/admin/clients/new") ?>"><?cs var:Lang.clients.new ?></a></p>
<form class="search" role="search" action="<?cs var:url_validate(Site.base + "/admin/clients") ?>">
<div><label for="q"><?cs var:Lang.clients.search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:List.q ?>" dir="auto"></div>
<button><?cs var:Lang.list.find ?></button>
<?cs if:string.length(List.q) > #0 ?><a class="button second" href="<?cs var:url_validate(Site.base + "/admin/clients") ?>"><?cs var:Lang.list.clear ?></a>
<?cs /if ?></form>
<?cs if:?Clients.item.0.href ?><p role="status"><?cs var:Lang.clients.title ?> <?cs var:List.from ?>–<?cs var:List.to ?> <?cs var:Lang.list.of ?> <?cs var:List.total ?></p>
<table class="list">
<caption><?cs var:Lang.clients.caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.apps.name ?></th><th scope="col"><?cs var:Lang.admin.state ?></th><th scope="col"><?cs var:Lang.clients.made ?></th><th scope="col"><?cs var:Lang.clients.used ?></th></tr></thead>
<tbody>
<?cs each:c = Clients.item ?><tr><th scope="row"><a href="<?cs var:url_validate(c.href) ?>" dir="auto"><?cs var:c.name ?></a><?cs if:?c.host ?><br><span class="address"><?cs var:c.host ?></span><?cs /if ?></th>
<td data-label="<?cs var:Lang.admin.state ?>"><?cs call:client_state(c.state) ?></td>
<td data-label="<?cs var:Lang.clients.made ?>"><?cs call:time(c.made) ?>, <?cs if:?c.itself ?><?cs var:Lang.clients.by_itself ?><?cs else ?><span dir="auto"><?cs var:c.by ?></span><?cs /if ?></td>
<td data-label="<?cs var:Lang.clients.used ?>"><?cs if:?c.used.iso ?><?cs call:time(c.used) ?><?cs else ?><?cs var:Lang.office.never ?><?cs /if ?></td></tr>
<?cs /each ?></tbody>
</table>
<?cs call:pager() ?><?cs elif:string.length(List.q) > #0 ?><div class="empty" role="status"><p><b><?cs var:Lang.clients.nothing ?> “<span dir="auto"><?cs var:List.q ?></span>”.</b></p></div>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.clients.none ?></b></p>
<p><?cs var:Lang.clients.none_next ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
