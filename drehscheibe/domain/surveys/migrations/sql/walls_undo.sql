DROP TRIGGER surveys_version_stands ON surveys_responseversion;
DROP FUNCTION surveys_version_stands();
DROP FUNCTION surveys_submitted(bigint);
DROP FUNCTION surveys_asked();
