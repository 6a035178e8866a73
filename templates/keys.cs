<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_keys.cs" ?>
<?cs def:key_act(href, words, k, name) ?><a href="<?cs var:url_validate(href) ?>"><?cs var:words ?><span class="hide">: <?cs var:name ?>, <?cs var:k.made.words ?></span></a><?cs /def ?>
<?cs def:key_acts(k, name) ?><p class="key-acts"><?cs if:?k.rotate ?><?cs call:key_act(k.rotate, Lang.keys.rotate, k, name) ?> <?cs call:key_act(k.end, Lang.keys.end, k, name) ?> <?cs /if ?><?cs if:k.state == "compromised" ?><?cs call:key_act(k.revoke, Lang.keys.earlier, k, name) ?><?cs else ?><?cs call:key_act(k.revoke, Lang.keys.revoke, k, name) ?><?cs /if ?></p>
<?cs /def ?>
<?cs def:key_row(k, name) ?><tr<?cs if:k.state == "replaced" ?> class="off"<?cs /if ?>><th scope="row"><?cs call:key_mark(k) ?><?cs if:?k.since.iso ?> <span class="quiet"><?cs var:Lang.keys.since ?> <?cs call:time(k.since) ?></span><?cs elif:?k.ended.iso ?> <span class="quiet"><?cs var:Lang.keys.since ?> <?cs call:time(k.ended) ?></span><?cs /if ?><?cs if:string.length(k.reason) > #0 ?><br><span class="quiet" dir="auto"><?cs var:k.reason ?></span><?cs /if ?>
<?cs call:key_acts(k, name) ?><details><summary><?cs var:Lang.keys.technical ?><span class="hide">: <?cs var:name ?>, <?cs var:k.made.words ?></span></summary>
<dl class="facts"><div><dt><?cs var:Lang.keys.address ?></dt><dd class="address"><?cs var:k.url ?></dd></div>
<div><dt><?cs var:Lang.keys.thumb ?></dt><dd class="address"><?cs var:k.thumb ?></dd></div></dl></details></th>
<td data-label="<?cs var:Lang.keys.made ?>"><?cs call:time(k.made) ?></td>
<td data-label="<?cs var:Lang.keys.bits ?>" class="num"><?cs var:k.bits ?></td>
<td data-label="<?cs var:Lang.keys.used ?>" class="num"><?cs var:k.uses ?></td>
<td data-label="<?cs var:Lang.keys.public ?>"><?cs call:key_act(k.pem, Lang.keys.download, k, name) ?></td></tr>
<?cs /def ?>
<?cs def:key_owner(o) ?><section><h2><?cs if:?o.office ?><?cs var:Lang.keys.the_office ?><?cs else ?><a href="<?cs var:url_validate(o.href) ?>" dir="auto"><?cs var:o.name ?></a><?cs /if ?></h2>
<?cs if:?o.office ?><p class="help"><?cs var:Lang.keys.office_words ?></p>
<?cs /if ?><table class="list users keys"><caption class="hide"><?cs var:Lang.keys.caption ?> <?cs var:o.name ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.keys.state ?></th><th scope="col"><?cs var:Lang.keys.made ?></th><th scope="col" class="num"><?cs var:Lang.keys.bits ?></th><th scope="col" class="num"><?cs var:Lang.keys.used ?></th><th scope="col"><?cs var:Lang.keys.public ?></th></tr></thead>
<tbody>
<?cs each:k = o.key ?><?cs call:key_row(k, o.name) ?><?cs /each ?></tbody></table></section>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.keys.title ?></h1>
<?cs if:Keys.done == "made" ?><p class="said" role="status"><?cs var:Lang.keys.done.made ?></p>
<?cs elif:Keys.done == "rotated" ?><p class="said" role="status"><?cs var:Lang.keys.done.rotated ?></p>
<?cs elif:Keys.done == "ended" ?><p class="said" role="status"><?cs var:Lang.keys.done.ended ?></p>
<?cs elif:Keys.done == "revoked" ?><p class="said" role="status"><?cs var:Lang.keys.done.revoked ?></p>
<?cs /if ?><p class="lead"><?cs var:Lang.keys.lead ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Site.base + "/admin/keys/new") ?>"><?cs var:Lang.keys.make ?></a></p>
<?cs if:?Keys.owner.0.name ?><?cs each:o = Keys.owner ?><?cs call:key_owner(o) ?><?cs /each ?><?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.keys.none ?></b></p>
<p><?cs var:Lang.keys.none_next ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
