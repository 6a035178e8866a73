<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<p class="trail"><a href="<?cs var:url_validate(Site.base + "/account") ?>"><?cs var:Lang.account.title ?></a></p>
<h1><?cs var:Lang.apps.title ?></h1>
<p><?cs var:Lang.apps.lead ?></p>
<?cs if:?Apps.done ?><p class="said" role="status"><?cs var:Lang.apps.ended ?></p>
<?cs /if ?><?cs if:?Apps.item.0.id ?><form method="post" action="<?cs var:url_validate(Site.base + "/account/apps") ?>">
<?cs call:token(Apps.token) ?><table class="list">
<caption><?cs var:Lang.apps.caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.apps.name ?></th><th scope="col"><?cs var:Lang.apps.may ?></th><th scope="col"><?cs var:Lang.apps.since ?></th><th scope="col"><?cs var:Lang.apps.used ?></th><th scope="col"><span class="hide"><?cs var:Lang.apps.end ?></span></th></tr></thead>
<tbody>
<?cs each:a = Apps.item ?><tr><th scope="row"><span dir="auto"><?cs var:a.name ?></span><?cs if:?a.host ?><br><span class="address"><?cs var:a.host ?></span><?cs /if ?></th>
<td data-label="<?cs var:Lang.apps.may ?>"><ul class="plain-list"><?cs each:s = a.scope ?><li><?cs var:s.words ?></li><?cs /each ?></ul></td>
<td data-label="<?cs var:Lang.apps.since ?>"><?cs call:time(a.since) ?></td>
<td data-label="<?cs var:Lang.apps.used ?>"><?cs if:?a.used.iso ?><?cs call:time(a.used) ?><?cs else ?><?cs var:Lang.office.never ?><?cs /if ?></td>
<td><button class="plain" name="end" value="<?cs var:a.id ?>"><?cs var:Lang.apps.end ?><span class="hide">: <?cs var:a.name ?></span></button></td></tr>
<?cs /each ?></tbody>
</table></form>
<p class="quiet"><?cs var:Lang.apps.end_help ?></p>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.apps.none ?></b></p>
<p><?cs var:Lang.apps.none_next ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
