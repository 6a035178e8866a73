<?cs # How others can tell that it is genuine: the choice before publishing. ?>
<?cs def:proof_words(o, p) ?><?cs if:o.slug == "signed" ?><?cs var:Lang.proof.signed.of ?> <?cs if:string.length(p.issuer) > #0 ?><b dir="auto"><?cs var:p.issuer ?></b><?cs else ?><?cs var:Lang.proof.signed.any ?><?cs /if ?><?cs var:Lang.proof.signed.words ?><?cs elif:o.slug == "hosted" && ?o.clr ?><?cs var:Lang.proof.hosted.clr ?><?cs else ?><?cs var:Lang.proof[o.slug].words ?><?cs /if ?><?cs /def ?>

<?cs def:proof_option(o, p) ?><li class="choice<?cs if:?o.why ?> cannot<?cs /if ?>"><label><input type="radio" name="<?cs var:p.name ?>" value="<?cs var:o.value ?>"<?cs if:?o.chosen ?> checked<?cs /if ?><?cs if:?o.why ?> disabled<?cs /if ?>> <span><b><?cs var:Lang.proof[o.slug].label ?></b> <span class="quiet"><?cs call:proof_words(o, p) ?></span></span></label>
<?cs if:?o.why ?><p class="why"><?cs var:o.why ?><?cs if:?o.keys ?> <a href="<?cs var:url_validate(o.keys) ?>"><?cs var:Lang.proof.keys ?></a><?cs /if ?></p>
<?cs /if ?></li>
<?cs /def ?>

<?cs def:proof_choice(p, title, help) ?><fieldset class="proof"><legend><?cs var:title ?></legend>
<?cs if:string.length(help) > #0 ?><p class="help"><?cs var:help ?></p>
<?cs /if ?><ul class="choices"><?cs each:o = p.option ?><?cs call:proof_option(o, p) ?><?cs /each ?></ul></fieldset>
<?cs /def ?>
