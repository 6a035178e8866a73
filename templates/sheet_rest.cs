<?cs # What is said of the record itself, and of everyone it names. ?>
<?cs def:profile(p) ?><section class="profile card" id="<?cs var:p.anchor ?>" typeof="<?cs var:p.rdf ?>"<?cs if:?p.resource ?> resource="<?cs var:p.resource ?>"<?cs /if ?>>
<?cs if:?p.picture.file.src ?><?cs call:picture(p.picture.file.src, "logo", "") ?><?cs /if ?><h3 dir="auto" property="schema:name"><?cs if:?p.title ?><?cs var:p.title ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></h3>
<?cs if:?p.picture.file.type ?><?cs if:?p.picture.file.src ?><?cs else ?><p><?cs call:file(p.picture.file, p.picture.label) ?></p>
<?cs /if ?><?cs /if ?><?cs call:proses(p) ?><?cs call:facts(p) ?><?cs call:parts(p) ?><?cs if:?p.more ?><?cs call:more(p) ?><?cs /if ?><?cs call:tech_details(p) ?></section>
<?cs /def ?>

<?cs def:sheet_rest() ?><section id="about"><h2><?cs var:Lang.sheet.about ?></h2>
<?cs call:proses(Doc) ?><?cs call:facts(Doc) ?><?cs call:item_parts(Doc, "3") ?><?cs if:?Doc.more ?><?cs call:more(Doc) ?><?cs /if ?><?cs call:tech_details(Doc) ?></section>
<section id="people"><h2><?cs var:Lang.sheet.people ?></h2>
<?cs each:p = Doc.profile ?><?cs call:profile(p) ?><?cs /each ?></section>
<section class="legend"><h2><?cs var:Lang.sheet.legend ?></h2>
<p><?cs var:Lang.sheet.legend_words ?></p></section>
<?cs /def ?>
