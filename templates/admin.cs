<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.admin.title ?></h1>
<ul class="cards">
<?cs if:?User.may.admin ?><li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/users") ?>"><?cs var:Lang.admin.users ?></a></h2>
<p><?cs var:Lang.admin.users_words ?></p>
<p class="quiet"><?cs var:Admin.users ?> <?cs if:Admin.users == #1 ?><?cs var:Lang.admin.user_one ?><?cs else ?><?cs var:Lang.admin.user_many ?><?cs /if ?></p></li>
<li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/mail") ?>"><?cs var:Lang.admin.mail ?></a></h2>
<p><?cs var:Lang.admin.mail_words ?></p>
<p class="quiet"><?cs var:Admin.mail ?> <?cs if:Admin.mail == #1 ?><?cs var:Lang.admin.mail_one ?><?cs else ?><?cs var:Lang.admin.mail_many ?><?cs /if ?>. <?cs if:?Admin.smtp ?><?cs var:Lang.admin.smtp ?> <?cs var:Admin.smtp ?><?cs else ?><?cs var:Lang.admin.no_smtp ?><?cs /if ?></p></li>
<li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/keys") ?>"><?cs var:Lang.keys.title ?></a></h2>
<p><?cs var:Lang.keys.card ?></p>
<p class="quiet"><?cs var:Admin.keys ?> <?cs if:Admin.keys == #1 ?><?cs var:Lang.keys.one ?><?cs else ?><?cs var:Lang.keys.many ?><?cs /if ?></p></li>
<li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/issuers") ?>"><?cs var:Lang.admin.issuers ?></a></h2>
<p><?cs var:Lang.admin.issuers_words ?></p>
<p class="quiet"><?cs var:Admin.issuers ?> <?cs if:Admin.issuers == #1 ?><?cs var:Lang.admin.issuer_one ?><?cs else ?><?cs var:Lang.admin.issuer_many ?><?cs /if ?></p></li>
<li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/clients") ?>"><?cs var:Lang.clients.title ?></a></h2>
<p><?cs var:Lang.clients.card ?></p>
<p class="quiet"><?cs var:Admin.clients ?> <?cs if:Admin.clients == #1 ?><?cs var:Lang.clients.one ?><?cs else ?><?cs var:Lang.clients.many ?><?cs /if ?></p></li>
<?cs /if ?><li class="card"><h2><a href="<?cs var:url_validate(Site.base + "/admin/audit") ?>"><?cs var:Lang.admin.audit ?></a></h2>
<p><?cs var:Lang.admin.audit_words ?></p></li>
</ul>
</main>
<?cs call:page_end() ?>
