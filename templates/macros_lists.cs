<?cs # Lists of records, and of what was noticed in one. ?>
<?cs def:list_name(text) ?><?cs if:string.length(text) > #0 ?><span dir="auto"><?cs var:text ?></span><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?><?cs /def ?>

<?cs def:list_cross() ?><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.2"/></svg><?cs /def ?>

<?cs def:record_row(r) ?><tr><th scope="row"><a href="<?cs var:url_validate(r.href) ?>"><?cs call:list_name(r.learner) ?></a></th>
<td data-label="<?cs var:Lang.list.record ?>"><?cs if:string.length(r.name) > #0 ?><span dir="auto"><?cs var:r.name ?></span><?cs else ?><?cs var:Lang.document ?><?cs /if ?><?cs if:?r.revoked ?> <span class="chip revoked"><?cs call:list_cross() ?><?cs var:Lang.revoked ?></span><?cs /if ?></td>
<td data-label="<?cs var:Lang.list.publisher ?>"><?cs call:list_name(r.publisher) ?></td>
<td data-label="<?cs var:Lang.list.issued ?>"><?cs if:?r.issued.iso ?><time datetime="<?cs var:r.issued.iso ?>"><?cs var:r.issued.words ?></time><?cs else ?><?cs var:Lang.list.no_date ?><?cs /if ?></td>
<td class="num" data-label="<?cs var:Lang.list.assertions ?>"><?cs var:r.assertions ?></td></tr>
<?cs /def ?>

<?cs def:record_table(records) ?><table class="list">
<caption><?cs var:Lang.list.caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.list.learner ?></th><th scope="col"><?cs var:Lang.list.record ?></th><th scope="col"><?cs var:Lang.list.publisher ?></th><th scope="col"><?cs var:Lang.list.issued ?></th><th scope="col" class="num"><?cs var:Lang.list.assertions ?></th></tr></thead>
<tbody>
<?cs each:r = records ?><?cs call:record_row(r) ?><?cs /each ?></tbody>
</table>
<?cs /def ?>

<?cs def:note(n) ?><li class="<?cs var:n.slug ?>"><b><?cs var:n.severity ?>:</b> <span dir="auto"><?cs var:n.words ?></span><?cs if:n.count > #1 ?> <span class="quiet">(<?cs var:n.count ?> <?cs var:Lang.imported.times ?>)</span><?cs /if ?> <span class="where"><?cs if:n.count > #1 ?><?cs var:Lang.imported.first_at ?> <?cs /if ?><?cs if:string.length(n.pointer) > #0 ?><code><?cs var:n.pointer ?></code><?cs else ?><?cs var:Lang.imported.whole ?><?cs /if ?><?cs if:?n.rule ?>, <?cs var:Lang.imported.rule ?> <?cs var:n.rule ?><?cs /if ?></span></li>
<?cs /def ?>
