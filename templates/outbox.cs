<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.admin.mail ?></h1>
<p><?cs if:?Mail.smtp ?><?cs var:Lang.admin.smtp ?> <?cs var:Mail.smtp ?>.<?cs else ?><?cs var:Lang.admin.no_smtp_long ?><?cs /if ?></p>
<?cs if:?Mail.item.0.href ?><table class="list">
<caption><?cs var:Lang.admin.mail_caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.admin.mail_subject ?></th><th scope="col"><?cs var:Lang.admin.mail_to ?></th><th scope="col"><?cs var:Lang.admin.mail_made ?></th><th scope="col"><?cs var:Lang.admin.state ?></th></tr></thead>
<tbody>
<?cs each:m = Mail.item ?><tr><th scope="row"><a href="<?cs var:url_validate(m.href) ?>" dir="auto"><?cs var:m.subject ?></a></th>
<td data-label="<?cs var:Lang.admin.mail_to ?>"><span class="address"><?cs var:m.to ?></span></td>
<td data-label="<?cs var:Lang.admin.mail_made ?>"><?cs call:time(m.made) ?></td>
<td data-label="<?cs var:Lang.admin.state ?>"><span class="chip<?cs if:m.state == "failed" ?> revoked<?cs /if ?>"><?cs var:Lang.admin.mail_state[m.state] ?></span><?cs if:?m.error ?> <span class="quiet" dir="auto"><?cs var:m.error ?></span><?cs /if ?></td></tr>
<?cs /each ?></tbody>
</table>
<?cs call:pager() ?><?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.admin.mail_none ?></b></p>
<p><?cs var:Lang.admin.mail_none_next ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
