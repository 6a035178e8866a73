<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?>
<?cs # A text field; ${bad}: what is wrong in it. ?>
<?cs def:field(id, label, help, value, bad) ?><label for="<?cs var:id ?>"><?cs var:label ?></label>
<p class="help" id="<?cs var:id ?>-help"><?cs var:help ?></p>
<input type="text" id="<?cs var:id ?>" name="<?cs var:id ?>" required autocomplete="off" dir="auto" aria-describedby="<?cs var:id ?>-help"<?cs if:string.length(bad) > #0 ?> aria-invalid="true"<?cs /if ?> value="<?cs var:value ?>">
<?cs /def ?>
<?cs def:issuer(i) ?><tr><th scope="row"><span dir="auto"><?cs var:i.name ?></span><?cs if:?i.host ?><br><span class="address"><?cs var:i.host ?></span><?cs /if ?>
<details><summary><?cs var:Lang.issuers.more ?><span class="hide">: <?cs var:i.name ?></span></summary>
<p><?cs var:Lang.issuers.id ?>: <code class="secret"><?cs var:i.id ?></code></p>
<p><a href="<?cs var:url_validate(i.change) ?>"><?cs var:Lang.issuers.change ?></a> · <a href="<?cs var:url_validate(i.remove) ?>"><?cs var:Lang.issuers.remove ?></a></p>
</details></th>
<td data-label="<?cs var:Lang.issuers.known ?>" dir="auto"><?cs var:i.note ?></td>
<td data-label="<?cs var:Lang.issuers.at ?>"><?cs call:time(i.at) ?>, <span dir="auto"><?cs var:i.by ?></span></td></tr>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.admin.issuers ?></h1>
<p><?cs var:Lang.issuers.lead ?></p>
<?cs if:?Issuers.done ?><p class="said" role="status"><?cs var:Lang.admin.done ?></p>
<?cs /if ?><?cs if:?Issuers.item.0.name ?><table class="list">
<caption><?cs var:Lang.issuers.caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.issuers.name ?></th><th scope="col"><?cs var:Lang.issuers.known ?></th><th scope="col"><?cs var:Lang.issuers.at ?></th></tr></thead>
<tbody>
<?cs each:i = Issuers.item ?><?cs call:issuer(i) ?><?cs /each ?></tbody>
</table>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.issuers.none ?></b></p>
<p><?cs var:Lang.issuers.none_next ?></p></div>
<?cs /if ?><h2 id="add"><?cs var:Lang.issuers.add ?></h2>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Issuers.action) ?>" class="card form">
<?cs call:token(Issuers.token) ?><?cs call:field("name", Lang.issuers.name, Lang.issuers.name_help, Issuers.typed.name, Issuers.bad.name) ?><?cs call:field("id", Lang.issuers.id, Lang.issuers.id_help, Issuers.typed.id, Issuers.bad.id) ?><?cs call:field("note", Lang.issuers.note, Lang.issuers.note_help, Issuers.typed.note, Issuers.bad.note) ?><p class="actions"><button><?cs var:Lang.issuers.save ?></button></p>
</form>
</main>
<?cs call:page_end() ?>
