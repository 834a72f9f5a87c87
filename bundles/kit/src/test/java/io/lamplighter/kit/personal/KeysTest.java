package io.lamplighter.kit.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One phone is one key, however people write it. */
class KeysTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0575-88771004",
        "+86-575-88771004",
        "+86 (575) 8877 1004",
        "+86 0575 88771004",
        "0086 575 88771004",
        "8657588771004",
        "(0575) 8877 1004",
        "０５７５－８８７７１００４",
        "（0575）88771004",
        "0575—88771004",
        "0575.8877.1004",
        "tel:+86-575-88771004",
        "办公室 0575-88771004",
        "0575-88771004转8001",
        "0575-88771004-8001",
        "0575-88771004 ext. 12",
        "0575-88771004 / 13800779001",
        "0575-88771004 13800779001",
        "0575-88771004-8",
        "0575-88771004(801)",
        "0575 8877 1004 (12)",
        " 0575 8877 1004 "
      })
  void aLandlineHasOneKey(String written) {
    assertEquals("+8657588771004", Keys.phone(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800779001",
        "+86 138 0077 9001",
        "86 13800779001",
        "008613800779001",
        "138-0077-9001",
        "013800779001",
        "１３８００７７９００１",
        "sip:+8613800779001@ims.example",
        "13800779001 13900779001",
        "13800779001\n13900779001",
        "13800779001-2",
        "138 0077 9001 0575 88771004",
        "13800779001（13900779001）",
        "13800779001（王先生）"
      })
  void aMobileHasOneKey(String written) {
    assertEquals("+8613800779001", Keys.phone(written));
  }

  @Test
  void whatWorksOnlyHereKeepsItsDigitsAndOtherCountriesTheirs() {
    assertEquals("95598", Keys.phone("95598"));
    assertEquals("106581234567890", Keys.phone("106581234567890"));
    assertEquals("+85223456789", Keys.phone("+852 2345 6789"));
    assertEquals("+16502530000", Keys.phone("001 650 253 0000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "anonymous",
        "call me",
        "12",
        "unknown 12",
        "B12 room 301",
        "POWER1"
      })
  void whatIsNoPhoneHasNoKey(String written) {
    assertEquals("", Keys.phone(written));
    assertEquals("", Keys.phone("1".repeat(500)));
  }

  @Test
  void whatOneDialsIsAsPeopleHereKnowIt() {
    assertEquals("057588771004", Keys.dialled("+8657588771004"));
    assertEquals("13800779001", Keys.dialled("+8613800779001"));
    assertEquals("85223456789", Keys.dialled("+85223456789"));
    assertEquals("95598", Keys.dialled("95598"));
    assertEquals("", Keys.dialled(""));
  }

  @Test
  void theHouseMayStandElsewhere() {
    assertEquals("+442079460000", new PhoneReader("GB").key("020 7946 0000"));
    assertThrows(IllegalArgumentException.class, () -> new PhoneReader("Atlantis"));
  }

  @Test
  void aMaskShowsNoMoreThanThreeAndFourDigits() {
    assertEquals("138****9001", Mask.phone("+86 138 0077 9001"));
    assertEquals("057****1004", Mask.phone("王家 0575-88771004转8001"));
    assertEquals("***", Mask.phone("ask my neighbour Mr Wang"));
    assertEquals("***", Mask.phone("95598"));
  }
}
