package io.lamplighter.intake.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services as data. */
class ServiceListTest {
  private static final String HEAD = "code,kind,group,name,name_zh,keywords\n";

  @Test
  void everyKindOfRequestHasAService(@TempDir Path folder) {
    ServiceList shipped = ServiceList.load(folder.resolve("none"));
    for (RequestKind kind : RequestKind.values()) {
      assertTrue(shipped.of(kind).isPresent(), kind.toString());
    }
  }

  @Test
  void aCompanysOwnFileTakesThePlaceOfTheShippedOne(@TempDir Path folder) throws IOException {
    Path own = folder.resolve("services.csv");
    Files.writeString(own, HEAD + "1203,fault-repair,电力,No light,停电报修,停电 没电\n");

    ServiceList services = ServiceList.load(folder);

    assertEquals(1, services.all().size());
    assertEquals(RequestKind.FAULT_REPAIR, services.of("1203").orElseThrow().kind());
  }

  @Test
  void theFirstWrongLineIsNamed() {
    assertEquals("f line 2: there is no kind 'fault'", mistake(HEAD + "1,fault,g,n,z,k"));
    assertEquals(
        "f line 3: '1' stands here twice", mistake(HEAD + "1,report,g,n,z,k\n1,report,g,n,z,k"));
    assertTrue(mistake(HEAD + "1,report").startsWith("f line 2: needs code,"));
    assertTrue(mistake("code\n").startsWith("f line 1: the first line must be"));
  }

  private static String mistake(String text) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> new ServiceList(DataFile.parse("f", text, ServiceList.COLUMNS)))
            .getMessage());
  }
}
