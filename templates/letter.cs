<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<p class="trail"><a href="<?cs var:url_validate(Site.base + "/admin") ?>"><?cs var:Lang.admin.title ?></a> <a href="<?cs var:url_validate(Site.base + "/admin/mail") ?>"><?cs var:Lang.admin.mail ?></a></p>
<h1 dir="auto"><?cs var:Mail.one.subject ?></h1>
<dl class="facts who-am-i">
<div><dt><?cs var:Lang.admin.mail_to ?></dt><dd><?cs var:Mail.one.to ?></dd></div>
<div><dt><?cs var:Lang.admin.mail_made ?></dt><dd><?cs call:time(Mail.one.made) ?></dd></div>
<div><dt><?cs var:Lang.admin.state ?></dt><dd><?cs var:Lang.admin.mail_state[Mail.one.state] ?></dd></div>
<?cs if:?Mail.one.sent.iso ?><div><dt><?cs var:Lang.admin.mail_sent ?></dt><dd><?cs call:time(Mail.one.sent) ?></dd></div>
<?cs /if ?><?cs if:Mail.one.tries > #0 ?><div><dt><?cs var:Lang.admin.mail_tries ?></dt><dd><?cs var:Mail.one.tries ?></dd></div>
<?cs /if ?></dl>
<?cs if:?Mail.one.error ?><p class="refused" dir="auto"><?cs var:Mail.one.error ?></p>
<?cs /if ?><?cs if:?Mail.line.0.text ?><div class="card letter" dir="auto">
<?cs each:l = Mail.line ?><?cs if:?l.href ?><p><a href="<?cs var:url_validate(l.href) ?>"><?cs var:l.text ?></a></p>
<?cs elif:string.length(l.text) > #0 ?><p><?cs var:l.text ?></p>
<?cs else ?><br>
<?cs /if ?><?cs /each ?></div>
<?cs else ?><p class="quiet"><?cs var:Lang.admin.mail_gone ?></p>
<?cs /if ?><?cs if:?Mail.token ?><form method="post"><?cs call:token(Mail.token) ?><p><button class="second"><?cs var:Lang.admin.mail_again ?></button></p></form>
<?cs /if ?></main>
<?cs call:page_end() ?>
