<?cs # Parts of an object, each item whole.  A macro can call only those above
     # it and itself, so everything that nests is in part(). ?>

<?cs def:title_or_value(o) ?><?cs if:?o.title ?><?cs if:?o.code ?><?cs var:o.code ?> <?cs /if ?><?cs var:o.title ?><?cs elif:?o.target.value ?><?cs var:o.target.value ?><?cs elif:?o.value ?><?cs var:o.value ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?><?cs /def ?>

<?cs # A link of a framework's entry, or of a file. ?>
<?cs def:target_head(o) ?><?cs if:?o.target.file.type ?><?cs call:file(o.target.file, o.title) ?><?cs elif:?o.target.href ?><a rel="noopener noreferrer nofollow" href="<?cs var:url_validate(o.target.href) ?>" dir="auto"><?cs call:title_or_value(o) ?></a> <span class="address"><?cs var:o.target.value ?></span><?cs else ?><span dir="auto"><?cs call:title_or_value(o) ?></span><?cs if:?o.target.value ?> <span class="address"><?cs var:o.target.value ?></span><?cs /if ?><?cs /if ?>
<?cs /def ?>

<?cs # A sentence: this achievement is part of that one. ?>
<?cs def:association_head(o) ?><?cs var:Lang.sheet.this ?> <data value="<?cs var:o.verb.term ?>"><?cs var:o.verb.value ?></data> <?cs if:?o.target.here ?><a href="<?cs var:url_validate(o.target.here) ?>" dir="auto"><?cs call:title_or_value(o) ?></a>.<?cs else ?><b dir="auto"><?cs call:title_or_value(o) ?></b>. <span class="address"><?cs var:o.target.value ?></span><?cs /if ?>
<?cs /def ?>

<?cs # What a verification found of it, as item_found() says of an assertion. ?>
<?cs def:endorsement_found(o, v) ?><?cs if:v == "invalid" || v == "expired" || (v == "revoked" && !?o.revoked) ?> <span class="chip <?cs var:v ?>"><?cs if:v == "expired" ?><?cs call:icon("clock") ?><?cs else ?><?cs call:icon("cross") ?><?cs /if ?><?cs var:Lang.verify.verdict[v] ?>: <?cs var:Lang.verify.see_checks ?></span><?cs elif:?o.signed && v == "valid" ?> <span class="chip"><?cs call:icon("seal") ?><?cs var:Lang.verify.signed_endorsement ?></span><?cs elif:?o.signed && v == "unverifiable" ?> <span class="chip"><?cs call:icon("question") ?><?cs var:Lang.verify.verdict[v] ?>: <?cs var:Lang.verify.see_checks ?></span><?cs elif:?o.signed && v != "revoked" ?> <span class="chip"><?cs call:icon("seal") ?><?cs var:Lang.sheet.endorsement_signed ?></span><?cs /if ?><?cs /def ?>

<?cs # What is said, then who says it. ?>
<?cs def:endorsement_head(o) ?><blockquote><?cs call:proses(o.claim) ?><?cs call:facts(o.claim) ?><?cs if:?o.claim.more ?><?cs call:more(o.claim) ?><?cs /if ?></blockquote>
<p class="by"><?cs var:Lang.sheet.endorsed_by ?> <?cs if:?o.issuer.href ?><a href="<?cs var:url_validate(o.issuer.href) ?>" dir="auto"><?cs call:title_or_value(o.issuer) ?></a><?cs else ?><?cs var:Lang.sheet.an_endorser ?><?cs /if ?><?cs if:?o.issued.value ?>, <?cs call:value(o.issued, o.issued) ?><?cs /if ?><?cs if:?Report.verdict ?><?cs call:endorsement_found(o, Report.place[o.place]) ?><?cs elif:?o.signed ?> <span class="chip"><?cs call:icon("seal") ?><?cs var:Lang.sheet.endorsement_signed ?></span><?cs /if ?><?cs if:?o.revoked ?> <span class="chip revoked"><?cs call:icon("cross") ?><?cs var:Lang.revoked ?></span><?cs /if ?></p>
<?cs /def ?>

<?cs # Anything else: its name, if it has one. ?>
<?cs def:object_head(o) ?><?cs if:?o.href ?><p class="name"><a href="<?cs var:url_validate(o.href) ?>" dir="auto"><?cs call:title_or_value(o) ?></a></p>
<?cs elif:?o.title ?><p class="name" dir="auto"><?cs call:title_or_value(o) ?></p>
<?cs elif:?o.value ?><p><?cs call:value(o, o) ?></p>
<?cs elif:?o.file.type ?><p><?cs call:file(o.file, "") ?></p>
<?cs /if ?><?cs if:?o.picture.file.type ?><p><?cs call:file(o.picture.file, o.title) ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:part(p) ?><div class="items <?cs var:p.name ?>">
<?cs each:i = p.item ?><div class="one"<?cs if:?i.rdf ?> typeof="<?cs var:i.rdf ?>"<?cs if:?i.resource ?> resource="<?cs var:i.resource ?>"<?cs /if ?><?cs /if ?>>
<?cs if:?p.links ?><?cs call:target_head(i) ?><?cs elif:?p.sentences ?><?cs call:association_head(i) ?><?cs elif:?i.claim ?><?cs call:endorsement_head(i) ?><?cs else ?><?cs call:object_head(i) ?><?cs /if ?><?cs call:proses(i) ?><?cs call:facts(i) ?><?cs each:q = i.part ?><?cs if:q.name != "artifacts" ?><p class="label"><?cs var:q.label ?></p>
<?cs /if ?><?cs call:part(q) ?><?cs /each ?><?cs if:?i.more ?><?cs call:more(i) ?><?cs /if ?><?cs if:?i.claim ?><?cs if:?i.tech || ?i.techpart || ?i.claim.tech ?><details><summary><?cs var:Lang.sheet.tech ?></summary>
<?cs if:?i.claim.tech ?><p class="label"><?cs var:Lang.sheet.endorses ?></p>
<?cs call:tech_facts(i.claim) ?><?cs /if ?><?cs call:tech_facts(i) ?><?cs each:q = i.techpart ?><p class="label"><?cs var:q.label ?></p>
<?cs call:part(q) ?><?cs /each ?></details>
<?cs /if ?><?cs else ?><?cs call:tech_facts(i) ?><?cs each:q = i.techpart ?><p class="label"><?cs var:q.label ?></p>
<?cs call:part(q) ?><?cs /each ?><?cs /if ?></div>
<?cs /each ?></div>
<?cs /def ?>

<?cs def:parts(o) ?><?cs each:p = o.part ?><p class="label"><?cs var:p.label ?></p>
<?cs call:part(p) ?><?cs /each ?><?cs /def ?>

<?cs # Ids, keys and the like; open in print. ?>
<?cs def:tech_body(o) ?><?cs call:tech_facts(o) ?><?cs each:p = o.techpart ?><p class="label"><?cs var:p.label ?></p>
<?cs call:part(p) ?><?cs /each ?><?cs /def ?>
<?cs def:tech_details(o) ?><?cs if:?o.tech || ?o.techpart ?><details><summary><?cs var:Lang.sheet.tech ?></summary>
<?cs call:tech_body(o) ?></details>
<?cs /if ?><?cs /def ?>
