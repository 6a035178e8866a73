<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.account.title ?></h1>
<dl class="facts who-am-i">
<div><dt><?cs var:Lang.account.name ?></dt><dd dir="auto"><?cs var:User.name ?></dd></div>
<div><dt><?cs var:Lang.account.email ?></dt><dd><?cs var:User.email ?></dd></div>
<div><dt><?cs var:Lang.account.role ?></dt><dd><?cs var:User.role ?></dd></div>
</dl>
<?cs if:?Account.advised ?><p class="said"><b><?cs var:Lang.account.advice ?></b> <?cs var:Lang.account.advice_words ?> <a href="<?cs var:url_validate(Site.base + "/account/second") ?>"><?cs var:Lang.account.second_set ?></a></p>
<?cs /if ?><section aria-labelledby="rights"><h2 id="rights"><?cs var:Lang.account.rights ?></h2>
<p><?cs var:Account.help ?></p>
<ul class="rights">
<?cs each:r = Account.right ?><li<?cs if:!?r.has ?> class="quiet"<?cs /if ?>><?cs if:?r.has ?><?cs call:yes() ?><?cs else ?><?cs call:no() ?><?cs /if ?><span><?cs if:!?r.has ?><?cs var:Lang.account.not ?> <?cs /if ?><?cs var:Lang.account.right[r.name] ?></span></li>
<?cs /each ?></ul></section>
<section aria-labelledby="password-title"><h2 id="password-title"><?cs var:Lang.account.password ?></h2>
<?cs if:Account.done == "password" ?><p class="said" role="status"><?cs var:Lang.account.changed ?></p>
<?cs /if ?><?cs call:problem(Problem.password) ?><details<?cs if:?Problem.password ?> open<?cs /if ?>><summary><?cs var:Lang.account.change ?></summary>
<form method="post" action="<?cs var:url_validate(Site.base + "/account/password") ?>" class="card form">
<?cs call:token(Account.token) ?><input type="hidden" name="username" autocomplete="username" value="<?cs var:User.email ?>">
<?cs call:secret_field("old", "old", Lang.account.old, "current-password") ?><?cs call:new_password() ?><p class="help"><?cs var:Lang.account.change_help ?></p>
<p class="actions"><button><?cs var:Lang.account.change ?></button></p>
</form></details></section>
<section aria-labelledby="second"><h2 id="second"><?cs var:Lang.account.second ?></h2>
<?cs if:Account.done == "off" ?><p class="said" role="status"><?cs var:Lang.account.second_was_off ?></p>
<?cs /if ?><?cs if:?Account.took_recovery ?><p class="said" role="status"><?cs var:Lang.account.took_recovery ?><?cs if:?Account.next ?> <a href="<?cs var:url_validate(Account.next) ?>"><?cs var:Lang.account.go_there ?></a><?cs /if ?></p>
<?cs /if ?><?cs if:?Account.second ?><p><?cs call:yes() ?><b><?cs var:Lang.account.second_on ?></b> <?cs var:Lang.account.codes_left ?> <?cs var:Account.codes_left ?>.</p>
<?cs call:problem(Problem.second) ?><details<?cs if:?Problem.second ?> open<?cs /if ?>><summary><?cs var:Lang.account.second_end ?></summary>
<form method="post" action="<?cs var:url_validate(Site.base + "/account/second/off") ?>" class="card form">
<?cs call:token(Account.token) ?><p><?cs var:Lang.account.second_end_words ?></p>
<?cs call:secret_field("old-second", "old", Lang.account.old, "current-password") ?><p class="actions"><button class="danger"><?cs var:Lang.account.second_end ?></button></p>
</form></details>
<?cs else ?><p><?cs var:Lang.account.second_words ?></p>
<p><a class="button second" href="<?cs var:url_validate(Site.base + "/account/second") ?>"><?cs var:Lang.account.second_set ?></a></p>
<?cs /if ?></section>
<section aria-labelledby="sessions"><h2 id="sessions"><?cs var:Lang.account.sessions ?></h2>
<form method="post" action="<?cs var:url_validate(Site.base + "/account/sessions") ?>">
<?cs call:token(Account.token) ?><table class="list">
<caption><?cs var:Lang.account.sessions_caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.account.browser ?></th><th scope="col"><?cs var:Lang.account.began ?></th><th scope="col"><?cs var:Lang.account.seen ?></th><th scope="col"><?cs var:Lang.account.from ?></th><th scope="col"><span class="hide"><?cs var:Lang.account.end ?></span></th></tr></thead>
<tbody>
<?cs each:s = Account.session ?><tr><th scope="row"><?cs var:s.agent ?><?cs if:?s.this ?> <span class="chip"><?cs var:Lang.account.this ?></span><?cs /if ?></th>
<td data-label="<?cs var:Lang.account.began ?>"><?cs call:time(s.began) ?></td>
<td data-label="<?cs var:Lang.account.seen ?>"><?cs call:time(s.seen) ?></td>
<td data-label="<?cs var:Lang.account.from ?>"><?cs var:s.address ?></td>
<td><button class="plain" name="end" value="<?cs var:s.id ?>"><?cs if:?s.this ?><?cs var:Lang.nav.out ?><?cs else ?><?cs var:Lang.account.end ?><?cs /if ?></button></td></tr>
<?cs /each ?></tbody>
</table>
<?cs if:?Account.others ?><p><button class="second" name="end" value="others"><?cs var:Lang.account.end_others ?></button></p>
<?cs /if ?></form></section>
<section aria-labelledby="apps"><h2 id="apps"><?cs var:Lang.apps.title ?></h2>
<p><?cs var:Lang.apps.lead ?></p>
<p><a class="button second" href="<?cs var:url_validate(Site.base + "/account/apps") ?>"><?cs var:Lang.apps.title ?></a></p></section>
</main>
<?cs call:page_end() ?>
