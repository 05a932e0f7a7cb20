DROP TRIGGER controlling_entry_stands ON controlling_catalogueentry;
DROP FUNCTION controlling_entry_stands();
DROP TRIGGER controlling_definition_stands ON controlling_catalogueversion;
DROP FUNCTION controlling_definition_stands();
DROP FUNCTION controlling_returns(int);
