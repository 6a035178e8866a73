<?cs # How was this checked?  In short, at the end of a shared record; all of
     # it is on a page of its own. ?>
<?cs def:how_line(c) ?><li class="check check-<?cs var:c.outcome ?>"><p><?cs call:check_said(c) ?></p></li>
<?cs /def ?>
<?cs def:share_how() ?><section class="how" id="checks" aria-labelledby="how"><h2 id="how"><?cs var:Lang.verify.how_checked ?></h2>
<?cs if:?Report.verdict ?><details<?cs if:Report.verdict != "valid" ?> open<?cs /if ?>><summary><?cs var:Lang.verify.verdict[Report.verdict] ?>: <?cs var:Lang.verify.how_open ?></summary>
<?cs each:p = Report.item ?><ul class="checks brief"><?cs each:c = p.check ?><?cs call:how_line(c) ?><?cs /each ?></ul>
<?cs /each ?></details>
<?cs else ?><p><?cs var:Lang.verify.how_not ?></p>
<?cs /if ?><p class="how-ways"><a href="<?cs var:url_validate(Share.checks) ?>"><?cs var:Lang.verify.how_all ?></a> <a href="<?cs var:url_validate(Share.verify) ?>"><?cs var:Lang.verify.how_again ?></a></p></section>
<?cs /def ?>
