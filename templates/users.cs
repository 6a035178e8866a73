<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?>
<?cs def:roles(id, chosen) ?><select id="<?cs var:id ?>" name="role"<?cs if:string.length(chosen) == #0 ?> required><option value="" selected><?cs var:Lang.admin.role_choose ?></option><?cs else ?>><?cs /if ?><?cs each:r = Users.role ?><option value="<?cs var:r.name ?>"<?cs if:r.name == chosen ?> selected<?cs /if ?>><?cs var:r.label ?></option><?cs /each ?></select>
<?cs /def ?>
<?cs # One button that does one thing with an account. ?>
<?cs def:act(u, what, label, class) ?><form method="post" action="<?cs var:url_validate(u.action) ?>"><?cs call:token(Users.token) ?><input type="hidden" name="do" value="<?cs var:what ?>"><button class="<?cs var:class ?>"><?cs var:label ?></button></form>
<?cs /def ?>
<?cs def:user_change(u) ?><details><summary><?cs var:Lang.admin.change ?><span class="hide">: <?cs var:u.name ?></span></summary>
<form method="post" action="<?cs var:url_validate(u.action) ?>" class="pair"><?cs call:token(Users.token) ?><input type="hidden" name="do" value="role">
<div><label for="role-<?cs var:u.id ?>"><?cs var:Lang.account.role ?></label>
<?cs call:roles("role-" + u.id, u.role) ?></div><button class="second"><?cs var:Lang.admin.role_set ?></button></form>
<div class="actions">
<?cs if:u.state == "disabled" ?><?cs call:act(u, "enable", Lang.admin.enable, "second") ?><?cs else ?><?cs if:u.state == "invited" ?><?cs call:act(u, "link", Lang.admin.link_invite, "second") ?><?cs else ?><?cs call:act(u, "link", Lang.admin.link_reset, "second") ?><?cs /if ?><?cs if:?u.second ?><?cs call:act(u, "second-off", Lang.admin.second_off, "second") ?><?cs /if ?><?cs call:act(u, "disable", Lang.admin.disable, "danger") ?><?cs /if ?></div>
<p class="help"><?cs var:Lang.admin.change_help ?></p>
<?cs if:?User.may.audit ?><p><a href="<?cs var:url_validate(u.audit) ?>"><?cs var:Lang.admin.user_audit ?></a></p>
<?cs /if ?></details><?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.admin.users ?></h1>
<?cs if:?Users.done ?><p class="said" role="status"><?cs var:Lang.admin.done ?></p>
<?cs /if ?><?cs if:?Users.link.url ?><div class="said" role="status"><p><b><?cs if:Users.link.kind == "invite" ?><?cs var:Lang.admin.invited ?><?cs else ?><?cs var:Lang.admin.linked ?><?cs /if ?> <span dir="auto"><?cs var:Users.link.name ?></span> (<?cs var:Users.link.email ?>).</b> <?cs if:?Users.link.kept ?><?cs var:Lang.admin.link_kept ?><?cs else ?><?cs var:Lang.admin.link_mailed ?><?cs /if ?></p>
<p><code class="secret"><?cs var:Users.link.url ?></code> <button type="button" class="second js" hidden data-copy="<?cs var:Users.link.url ?>" data-copied="<?cs var:Lang.office.copied ?>"><?cs var:Lang.office.copy ?></button></p>
<p class="quiet"><?cs if:Users.link.kind == "invite" ?><?cs var:Lang.admin.link_week ?><?cs else ?><?cs var:Lang.admin.link_hour ?><?cs /if ?></p></div>
<?cs /if ?><table class="list users">
<caption><?cs var:Lang.admin.users_caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.account.name ?></th><th scope="col"><?cs var:Lang.account.role ?></th><th scope="col"><?cs var:Lang.admin.state ?></th><th scope="col"><?cs var:Lang.admin.seen ?></th><th scope="col"><?cs var:Lang.account.second ?></th></tr></thead>
<tbody>
<?cs each:u = Users.item ?><tr<?cs if:u.state == "disabled" ?> class="off"<?cs /if ?>><th scope="row"><span dir="auto"><?cs var:u.name ?></span><?cs if:?u.me ?> <span class="chip"><?cs var:Lang.admin.you ?></span><?cs /if ?><br><span class="address"><?cs var:u.email ?></span>
<?cs if:!?u.me ?><?cs call:user_change(u) ?><?cs /if ?></th>
<td data-label="<?cs var:Lang.account.role ?>"><?cs var:u.role_label ?></td>
<td data-label="<?cs var:Lang.admin.state ?>"><?cs var:Lang.admin.states[u.state] ?></td>
<td data-label="<?cs var:Lang.admin.seen ?>"><?cs if:?u.seen.iso ?><?cs call:time(u.seen) ?><?cs else ?><?cs var:Lang.office.never ?><?cs /if ?></td>
<td data-label="<?cs var:Lang.account.second ?>"><?cs if:?u.second ?><?cs call:yes() ?><?cs var:Lang.boolean.yes ?><?cs else ?><?cs call:no() ?><?cs var:Lang.boolean.no ?><?cs /if ?></td></tr>
<?cs /each ?></tbody>
</table>
<h2 id="invite"><?cs var:Lang.admin.invite ?></h2>
<p><?cs var:Lang.admin.invite_words ?></p>
<?cs call:problem(Problem.text) ?><form method="post" action="<?cs var:url_validate(Site.base + "/admin/users") ?>" class="card form">
<?cs call:token(Users.token) ?><label for="name"><?cs var:Lang.account.name ?></label>
<input type="text" id="name" name="name" required maxlength="200" autocomplete="off" dir="auto" value="<?cs var:Users.new.name ?>">
<label for="email"><?cs var:Lang.account.email ?></label>
<input type="email" id="email" name="email" required maxlength="254" autocomplete="off" spellcheck="false" value="<?cs var:Users.new.email ?>">
<label for="role"><?cs var:Lang.account.role ?></label>
<?cs call:roles("role", Users.new.role) ?><dl class="roles"><?cs each:r = Users.role ?><div><dt><?cs var:r.label ?></dt><dd><?cs var:r.help ?></dd></div><?cs /each ?></dl>
<p class="actions"><button><?cs var:Lang.admin.invite ?></button></p>
</form>
</main>
<?cs call:page_end() ?>
