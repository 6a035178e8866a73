<?cs # Items that are chosen, and lists of plain values. ?>

<?cs # One item in words: its name, and what tells it from others. ?>
<?cs def:f_item(c) ?><?cs if:?c.label ?><b dir="auto"><?cs var:c.label ?></b><?cs else ?><b><?cs var:Lang.unnamed ?></b><?cs /if ?><?cs if:?c.about ?> <span class="quiet" dir="auto"><?cs var:c.about ?></span><?cs /if ?><?cs if:?c.embedded ?> <span class="quiet"><?cs var:Lang.form.embedded ?></span><?cs /if ?><?cs if:?c.lost ?> <span class="chip revoked"><?cs var:Lang.form.lost ?></span><?cs /if ?><?cs /def ?>
<?cs def:f_search(f) ?><?cs if:?f.search ?><div class="find"><label for="<?cs var:f.id ?>-find"><?cs var:Lang.form.find ?></label>
<div class="f-line"><input type="search" dir="auto" id="<?cs var:f.id ?>-find" name="find <?cs var:f.name ?>" value="<?cs var:f.query ?>"<?cs if:?f.focus ?> autofocus<?cs /if ?>><button class="small" name="do" value="find <?cs var:f.name ?>"><?cs var:Lang.list.find ?></button></div>
<?cs if:?f.query && !?f.found ?><p class="help" role="status"><?cs var:Lang.form.nothing ?></p>
<?cs elif:?f.total ?><p class="help"><?cs var:Lang.form.in_all ?> <?cs var:f.total ?></p>
<?cs /if ?></div>
<?cs /if ?><?cs /def ?>
<?cs def:f_new(f) ?><?cs if:?f.new ?><button class="small" name="do" value="new <?cs var:f.name ?>"><?cs var:Lang.form.new ?> <?cs var:f.new ?>…</button><?cs /if ?><?cs /def ?>

<?cs def:f_picked_few(f) ?><?cs call:f_label(f) ?><div class="f-line"><select<?cs call:f_attributes(f) ?>><option value=""><?cs if:?f.required ?><?cs var:Lang.form.choose ?><?cs else ?><?cs var:Lang.form.none ?><?cs /if ?></option><?cs each:o = f.option ?><option value="<?cs var:o.value ?>"<?cs if:?o.chosen ?> selected<?cs /if ?>><?cs if:?o.label ?><?cs var:o.label ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?><?cs if:?o.about ?> · <?cs var:o.about ?><?cs /if ?><?cs if:?o.embedded ?> (<?cs var:Lang.form.embedded ?>)<?cs /if ?></option><?cs /each ?></select><?cs call:f_new(f) ?></div>
<?cs if:?f.lost ?><p class="wrong"><?cs var:Lang.form.lost_words ?></p>
<?cs /if ?><?cs /def ?>
<?cs def:f_picked(f) ?><?cs if:?f.few ?><?cs call:f_picked_few(f) ?><?cs else ?><fieldset class="f-pick" id="<?cs var:f.id ?>" tabindex="-1"<?cs call:f_said(f) ?>><?cs call:f_legend(f) ?>
<?cs if:?f.chosen.value ?><label class="radio"><input type="radio" name="<?cs var:f.name ?>" value="<?cs var:f.chosen.value ?>" checked> <span><?cs call:f_item(f.chosen) ?><?cs if:?f.lost ?> <span class="chip revoked"><?cs var:Lang.form.lost ?></span><?cs /if ?></span></label>
<?cs /if ?><?cs if:!?f.required ?><label class="radio"><input type="radio" name="<?cs var:f.name ?>" value=""<?cs if:!?f.chosen.value ?> checked<?cs /if ?>> <?cs var:Lang.form.nobody ?></label>
<?cs /if ?><?cs each:o = f.found ?><label class="radio"><input type="radio" name="<?cs var:f.name ?>" value="<?cs var:o.value ?>"> <span><?cs call:f_item(o) ?></span></label>
<?cs /each ?><?cs call:f_search(f) ?><?cs call:f_new(f) ?></fieldset>
<?cs /if ?><?cs /def ?>

<?cs # Several items in order, and boxes to tick for more of them. ?>
<?cs def:f_picks(f) ?><?cs if:?f.item ?><ol class="picks"><?cs each:i = f.item ?><li id="<?cs var:i.id ?>"><input type="hidden" name="<?cs var:i.name ?>" value="<?cs var:i.value ?>"><?cs if:?i.was ?><input type="hidden" name="<?cs var:i.name ?>@was" value="<?cs var:i.was ?>"><?cs /if ?><span><?cs call:f_item(i) ?></span><?cs call:f_moves(i, i.label) ?><?cs call:f_problems(i) ?></li>
<?cs /each ?></ol>
<?cs else ?><p class="quiet"><?cs var:Lang.form.picks_none ?></p>
<?cs /if ?><?cs call:f_search(f) ?><?cs if:?f.found ?><fieldset class="f-pick"><legend><?cs if:?f.query ?><?cs var:Lang.form.found ?><?cs else ?><?cs var:Lang.form.offered ?><?cs /if ?></legend>
<?cs each:o = f.found ?><label class="radio"><input type="checkbox" name="add <?cs var:f.name ?>" value="<?cs var:o.value ?>"> <span><?cs call:f_item(o) ?></span></label>
<?cs /each ?></fieldset>
<?cs /if ?><p class="add"><?cs if:?f.found ?><button class="small" name="do" value="add <?cs var:f.name ?>"><?cs var:Lang.form.add_ticked ?></button> <?cs /if ?><?cs call:f_new(f) ?></p>
<?cs /def ?>

<?cs # Plain values, one input each. ?>
<?cs def:f_list(f) ?><?cs if:?f.item ?><ol class="values<?cs if:?f.ordered ?> ordered<?cs /if ?>"><?cs each:i = f.item ?><li><input type="text" dir="auto" aria-label="<?cs var:f.label ?> <?cs var:i.number ?>" value="<?cs var:i.value ?>"<?cs call:f_attributes(i) ?>><?cs call:f_moves(i, i.value) ?><?cs call:f_problems(i) ?></li>
<?cs /each ?></ol>
<?cs /if ?><?cs call:f_add(f, Lang.form.value) ?><?cs /def ?>
