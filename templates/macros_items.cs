<?cs # Items as lines, and the words of their states: web/item_line.h. ?>
<?cs def:warn_icon() ?><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 2l6.5 12h-13z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M8 6.5v3.6M8 11.4v1.4" stroke="currentColor" stroke-width="1.6"/></svg><?cs /def ?>

<?cs def:tick_icon() ?><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M2.5 8.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" stroke-width="2.2"/></svg><?cs /def ?>

<?cs def:item_name(i) ?><?cs if:string.length(i.name) > #0 ?><span dir="auto"><?cs var:i.name ?></span><?cs else ?><span class="quiet"><?cs var:Lang.build.nameless ?></span><?cs /if ?><?cs /def ?>

<?cs def:item_link(i) ?><a href="<?cs var:url_validate(i.href) ?>"><?cs call:item_name(i) ?></a><?cs /def ?>

<?cs def:item_time(t) ?><?cs if:?t.iso ?><time datetime="<?cs var:t.iso ?>"><?cs var:t.words ?></time><?cs /if ?><?cs /def ?>

<?cs def:item_kind(i) ?><?cs if:?i.kind ?><?cs var:i.kind ?><?cs elif:?i.kind_of ?><?cs var:Lang.build.kinds[i.kind_of] ?><?cs /if ?><?cs /def ?>

<?cs # State, and what is wrong with it. ?>
<?cs def:item_state(i) ?><?cs call:state_mark(i) ?><?cs if:?i.stale ?> <span class="mark mark-stale"><?cs call:state_icon("expired") ?> <?cs var:Lang.build.stale ?></span><?cs /if ?><?cs if:i.errors > #0 ?> <span class="mark mark-errors"><?cs call:warn_icon() ?> <?cs var:i.errors ?> <?cs if:i.errors == #1 ?><?cs var:Lang.build.error ?><?cs else ?><?cs var:Lang.build.errors ?><?cs /if ?></span><?cs /if ?><?cs /def ?>

<?cs # A line to tick or to choose, one of several. ?>
<?cs def:item_choice(i, type, field) ?><li class="choice"><label><input type="<?cs var:type ?>" name="<?cs var:field ?>" value="<?cs var:i.id ?>"<?cs if:?i.chosen ?> checked<?cs /if ?>> <span><b><?cs call:item_name(i) ?></b><?cs if:string.length(i.about) > #0 ?> <span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?><?cs if:?i.kind ?> <span class="quiet">· <?cs var:i.kind ?></span><?cs /if ?></span></label></li>
<?cs /def ?>
