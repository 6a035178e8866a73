<?cs # The transcript: a table a term, each row a link to its item. ?>
<?cs def:term_row(r, t) ?><tr><?cs if:?t.has_codes ?><td class="code" data-label="<?cs var:Lang.sheet.code ?>" dir="auto"><?cs var:r.code ?></td><?cs /if ?><th scope="row"><a href="<?cs var:url_validate(r.href) ?>" dir="auto"><?cs if:?r.title ?><?cs var:r.title ?><?cs else ?><?cs var:Lang.untitled ?><?cs /if ?></a><?cs call:brief_found(r, Report.place[r.place]) ?></th><td data-label="<?cs var:Lang.sheet.kind ?>"><?cs var:r.type ?></td><?cs if:?t.has_credits ?><td class="num" data-label="<?cs var:Lang.sheet.credits_column ?>"><?cs if:?r.earned ?><?cs var:r.earned ?><?cs /if ?><?cs if:?r.available ?><?cs if:?r.earned ?><span class="quiet"> <?cs var:Lang.sheet.credits_of ?> <?cs var:r.available ?></span><?cs else ?><span class="quiet"><?cs var:r.available ?> <?cs var:Lang.sheet.credits_available ?></span><?cs /if ?><?cs /if ?></td><?cs /if ?><?cs if:?t.has_results ?><td class="num" data-label="<?cs var:Lang.sheet.result ?>"><?cs if:?r.revoked ?><span class="chip revoked"><?cs call:icon("cross") ?><?cs var:Lang.revoked ?></span> <?cs /if ?><?cs if:?r.expired ?><span class="chip"><?cs call:icon("clock") ?><?cs var:Lang.expired ?></span> <?cs /if ?><?cs call:brief_results(r) ?></td><?cs /if ?></tr>
<?cs /def ?>

<?cs def:sheet_term(t) ?><table class="terms">
<caption><span dir="auto"><?cs if:?t.name ?><?cs var:t.name ?><?cs elif:?Doc.term.1 ?><?cs var:Lang.sheet.noterm ?><?cs else ?><?cs var:Lang.sheet.items_all ?><?cs /if ?></span> <span class="quiet"><?cs var:t.count ?> <?cs if:t.count == #1 ?><?cs var:Lang.item ?><?cs else ?><?cs var:Lang.items ?><?cs /if ?><?cs if:?t.earned ?>, <?cs var:t.earned ?> <?cs var:Lang.sheet.earned ?><?cs /if ?></span></caption>
<thead><tr><?cs if:?t.has_codes ?><th scope="col" class="code"><?cs var:Lang.sheet.code ?></th><?cs /if ?><th scope="col"><?cs var:Lang.sheet.title ?></th><th scope="col" class="kind"><?cs var:Lang.sheet.kind ?></th><?cs if:?t.has_credits ?><th scope="col" class="num credits"><?cs var:Lang.sheet.credits_column ?></th><?cs /if ?><?cs if:?t.has_results ?><th scope="col" class="num result"><?cs var:Lang.sheet.result ?></th><?cs /if ?></tr></thead>
<tbody>
<?cs each:r = t.row ?><?cs call:term_row(r, t) ?><?cs /each ?></tbody>
</table>
<?cs /def ?>

<?cs def:sheet_terms() ?><?cs if:?Doc.term ?><section id="transcript"><h2><?cs var:Lang.sheet.transcript ?></h2>
<?cs each:t = Doc.term ?><?cs call:sheet_term(t) ?><?cs /each ?></section>
<?cs /if ?><?cs /def ?>
