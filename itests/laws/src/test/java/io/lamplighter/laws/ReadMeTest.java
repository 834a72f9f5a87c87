package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every bundle has a page with a table of its classes or files, and what that names is there. */
class ReadMeTest {
  private static final Pattern TABLE = Pattern.compile("(?m)^\\|.*(?:\\n\\|.*)*");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void pagesNameWhatIsThere() throws IOException {
    Map<Path, Set<String>> pages = new TreeMap<>();
    for (Bundle bundle : Bundle.all()) {
      pages.computeIfAbsent(bundle.readMe(), page -> new HashSet<>()).addAll(bundle.names());
    }
    List<String> breaches = new ArrayList<>();
    for (Map.Entry<Path, Set<String>> page : pages.entrySet()) {
      String text = Files.exists(page.getKey()) ? Files.readString(page.getKey()) : "";
      breaches(text, page.getValue()).forEach(breach -> breaches.add(page.getKey() + breach));
    }
    assertEquals(List.of(), breaches);
  }

  @Test
  void aNameThatIsGoneIsSeen() {
    String page =
        """
        | call | what |
        |---|---|
        | `GET` | asks |

        | class | what |
        |---|---|
        | `Door`, `Gate` | lets in `Nobody` |
        """;
    assertEquals(List.of(), breaches(page, Set.of("Door", "Gate")));
    assertEquals(List.of(" names Gate"), breaches(page, Set.of("Door")));
    assertEquals(List.of(" has no table of its classes"), breaches("| `Door` |", Set.of()));
  }

  /**
   * @param names of what is there
   */
  private static List<String> breaches(String page, Set<String> names) {
    List<String> breaches = new ArrayList<>();
    boolean told = false;
    for (String table : TABLE.matcher(page).results().map(MatchResult::group).toList()) {
      List<List<String>> rows = table.lines().map(ReadMeTest::cells).toList();
      int column = Math.max(rows.get(0).indexOf("class"), rows.get(0).indexOf("file"));
      if (column > 0) {
        told = true;
        rows.stream()
            .flatMap(row -> NAME.matcher(row.get(column)).results())
            .map(name -> name.group(1))
            .filter(name -> !names.contains(name))
            .forEach(name -> breaches.add(" names " + name));
      }
    }
    return told ? breaches : List.of(" has no table of its classes");
  }

  private static List<String> cells(String row) {
    return List.of(row.split(" *\\| *"));
  }
}
