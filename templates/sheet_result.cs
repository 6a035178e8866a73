<?cs # A result and its place on the issuer's own scale. ?>
<?cs def:scale_bar(r) ?><div class="bar-scale"><span class="end"><?cs var:r.range.min ?></span>
<?cs if:?r.range.at ?><svg viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label="<?cs var:r.value ?>, <?cs var:Lang.sheet.on_scale ?> <?cs var:r.range.min ?> <?cs var:Lang.sheet.scale_to ?> <?cs var:r.range.max ?><?cs if:?r.required ?>; <?cs var:Lang.sheet.needed ?>: <?cs var:r.required ?><?cs /if ?>"><rect class="track" x="0" y="14" width="1000" height="12"/><rect class="fill" x="0" y="14" width="<?cs var:r.range.at ?>" height="12"/><?cs if:?r.range.need ?><rect class="need" x="<?cs var:r.range.need ?>" y="2" width="4" height="36"/><?cs /if ?></svg>
<?cs else ?><span class="quiet"><?cs var:Lang.sheet.scale_to ?></span>
<?cs /if ?><span class="end"><?cs var:r.range.max ?></span></div>
<?cs /def ?>

<?cs def:scale_values(r) ?><ol class="scale" aria-label="<?cs var:Lang.sheet.scale ?>"><?cs each:a = r.allowed ?><li class="<?cs if:?a.is_value ?>is <?cs /if ?><?cs if:?a.is_required ?>need<?cs /if ?>"><span dir="auto"><?cs var:a.value ?></span><?cs if:?a.is_value ?> <small><?cs var:Lang.sheet.reached_here ?></small><?cs /if ?><?cs if:?a.is_required ?> <small><?cs var:Lang.sheet.needed ?></small><?cs /if ?></li><?cs /each ?></ol>
<?cs /def ?>

<?cs def:scale_rubric(r) ?><ol class="rubric" aria-label="<?cs var:Lang.sheet.rubric ?>"><?cs each:l = r.rubric ?><li class="<?cs if:?l.is_value ?>is <?cs /if ?><?cs if:?l.is_required ?>need<?cs /if ?>"><?cs if:?l.is_value ?><small class="flag"><?cs var:Lang.sheet.reached_here ?></small> <?cs /if ?><?cs if:?l.is_required ?><small class="flag"><?cs var:Lang.sheet.needed ?></small><?cs /if ?><p class="name" dir="auto"><?cs var:l.title ?></p>
<?cs call:facts(l) ?><?cs call:proses(l) ?><?cs call:parts(l) ?><?cs if:?l.more ?><?cs call:more(l) ?><?cs /if ?><?cs call:tech_details(l) ?></li>
<?cs /each ?></ol>
<?cs /def ?>

<?cs def:scales(r) ?><?cs if:?r.range ?><?cs call:scale_bar(r) ?><?cs /if ?><?cs if:?r.allowed ?><?cs call:scale_values(r) ?><?cs /if ?><?cs if:?r.rubric ?><?cs call:scale_rubric(r) ?><?cs /if ?><?cs if:?r.need_shown ?><?cs else ?><?cs if:?r.required ?><p class="quiet"><?cs var:Lang.sheet.needed_label ?>: <span dir="auto"><?cs var:r.required ?></span></p>
<?cs /if ?><?cs if:?r.required_level ?><p class="quiet"><?cs var:Lang.sheet.needed_label ?>: <span dir="auto"><?cs var:r.required_level ?></span></p>
<?cs /if ?><?cs /if ?><?cs /def ?>

<?cs def:left_over(o) ?><?cs call:facts(o) ?><?cs call:proses(o) ?><?cs call:parts(o) ?><?cs if:?o.more ?><?cs call:more(o) ?><?cs /if ?><?cs /def ?>

<?cs # ${r}: a result, or a description nobody was measured by. ?>
<?cs def:result(r) ?><div class="result" property="clri:dtResult" typeof="clri:dtResult">
<p class="of"><?cs if:?r.title && r.type == r.title ?><data value="<?cs var:r.type_term ?>"><?cs var:r.title ?></data><?cs else ?><span dir="auto"><?cs if:?r.title ?><?cs var:r.title ?><?cs else ?><?cs var:Lang.sheet.result ?><?cs /if ?></span><?cs /if ?><?cs if:?r.type && r.type != r.title ?> <data class="quiet" value="<?cs var:r.type_term ?>"><?cs var:r.type ?></data><?cs /if ?></p>
<?cs if:?r.value || ?r.level || ?r.status ?><p class="got"><?cs if:?r.value ?><b dir="auto" property="clri:value"><?cs var:r.value ?></b> <?cs /if ?><?cs if:?r.level ?><b dir="auto"><?cs var:r.level ?></b> <?cs /if ?><?cs if:?r.status ?><data class="chip" value="<?cs var:r.status_term ?>"><?cs var:r.status ?></data><?cs /if ?></p>
<?cs /if ?><?cs call:scales(r) ?><?cs call:left_over(r.own) ?><?cs call:left_over(r.description) ?></div>
<?cs /def ?>

<?cs def:result_tech(r) ?><?cs if:?r.own.tech || ?r.description.tech || ?r.own.techpart || ?r.description.techpart ?><p class="label" dir="auto"><?cs if:?r.title ?><?cs var:r.title ?><?cs else ?><?cs var:Lang.sheet.result ?><?cs /if ?></p>
<?cs call:tech_body(r.own) ?><?cs call:tech_body(r.description) ?><?cs /if ?><?cs /def ?>
