<?cs # The sheet: one HTML in three densities.  The class of body says which
     # is shown; print has its own part of the style sheet. ?>
<?cs include!"sheet_head.cs" ?><?cs include!"sheet_summary.cs" ?><?cs include!"sheet_terms.cs" ?><?cs include!"sheet_result.cs" ?><?cs include!"sheet_items.cs" ?><?cs include!"sheet_rest.cs" ?>
<?cs def:sheet() ?><?cs call:sheet_head() ?><?cs call:sheet_summary() ?><div class="full">
<?cs call:sheet_terms() ?><?cs call:sheet_items() ?><?cs call:sheet_rest() ?></div>
<?cs /def ?>
