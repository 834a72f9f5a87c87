package io.lamplighter.kit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company's own table takes the place of the shipped one only when it is one. */
@NullUnmarked
class DataFileTest {
  @TempDir Path folder;

  @Test
  void aMarkAtTheBeginningIsNoPartOfTheFirstName() throws IOException {
    assertEquals(1, load("\uFEFFa,b\n1,灯\n".getBytes(StandardCharsets.UTF_8)).lines().size());
  }

  @Test
  void aTableWithoutALineIsRefused() {
    for (String empty : new String[] {"", "a,b\n", "# nothing\n"}) {
      assertTrue(mistake(empty.getBytes(StandardCharsets.UTF_8)).contains("has no line"), empty);
    }
  }

  @Test
  void whatIsNotUtf8IsNamedByFileAndLine() {
    assertTrue(
        mistake("a,b\n1,灯\n".getBytes(Charset.forName("GB18030")))
            .endsWith("t.csv line 2: is not UTF-8 text"));
  }

  private String mistake(byte[] text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> load(text)).getMessage());
  }

  private DataFile load(byte[] text) throws IOException {
    Files.write(folder.resolve("t.csv"), text);
    return DataFile.load(folder, DataFileTest.class, "/t.csv", "a,b");
  }
}
