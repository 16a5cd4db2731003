package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tideway.app.models.Role;
import dev.tideway.app.settings.InvalidSetting;
import java.text.ParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedRoleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          roles                     | {"roles":["staff"]}                          | viewer
          roles                     | {"roles":["staff","ops","writers"]}          | admin
          roles                     | {"roles":["all","writers"]}                  | editor
          roles                     | {"roles":["admin"]}                          | none
          roles                     | {"roles":"staff writers"}                    | editor
          roles                     | {"roles":{"ops":{"id":"1"}}}                 | admin
          roles                     | {"roles":[1,true,null]}                      | none
          roles                     | {"roles":7}                                  | none
          roles                     | {"groups":["ops"]}                           | none
          realm_access.roles        | {"realm_access":{"roles":["ops"]}}           | admin
          realm_access.roles        | {"realm_access":["ops"]}                     | none
          https://example.com/roles | {"https://example.com/roles":["writers"]}    | editor
          """)
  void gives(String claim, String claims, String expected) throws ParseException {
    ClaimedRole roles = ClaimedRole.parse(claim, "viewer=staff, editor=writers,admin=ops");
    assertEquals(expected, roles.in(JSONObjectUtils.parse(claims)).map(Role::text).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "viewer", "viewer=", "owner=staff", "viewer=a,,admin=b"})
  void saysWhatToWrite(String mapping) {
    assertThrows(InvalidSetting.class, () -> ClaimedRole.parse("roles", mapping));
  }
}
