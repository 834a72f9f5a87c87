package io.lamplighter.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** What a bundle's files must look like. */
final class SourceLaws {
  static final int LONGEST_FILE = 300;

  private SourceLaws() {}

  /** A file longer than this is a question to answer; there is no list of exceptions. */
  static List<String> noLongFiles(Map<String, Integer> lines) {
    return lines.entrySet().stream()
        .filter(file -> file.getValue() > LONGEST_FILE)
        .map(file -> file.getKey() + " has " + file.getValue() + " lines")
        .toList();
  }

  /** Null-safety is checked only where the package says so. */
  static List<String> packagesAreNullMarked(Map<String, String> sources) {
    List<String> breaches = new ArrayList<>();
    TreeSet<String> folders = new TreeSet<>();
    sources.keySet().forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/'))));
    for (String folder : folders) {
      if (!sources.getOrDefault(folder + "/package-info.java", "").contains("@NullMarked")) {
        breaches.add(folder + " is not @NullMarked");
      }
    }
    return breaches;
  }

  /** Whoever reads help in one language can read it in the other. */
  static List<String> helpIsBilingual(Properties en, Properties zh) {
    TreeSet<Object> differing = new TreeSet<>(en.keySet());
    differing.addAll(zh.keySet());
    differing.removeIf(key -> en.containsKey(key) && zh.containsKey(key));
    return differing.stream().map(key -> key + " is there in one language only").toList();
  }

  /** What the house says is nobody's own setting. */
  static List<String> theHouseSaysIt(String metatype) {
    return java.util.regex.Pattern.compile("<AD\\b[^>]*\\bid=\"(zone|context|defaultRegion)\"")
        .matcher(metatype)
        .results()
        .map(key -> key.group(1) + " is the house's to say")
        .toList();
  }

  /** Where the instance's data lies is found out in one class. */
  static List<String> oneFolder(Map<String, String> sources) {
    return sources.entrySet().stream()
        .filter(source -> source.getValue().contains("\"lamp.data\""))
        .filter(source -> !source.getKey().endsWith("/DataFolder.java"))
        .map(source -> source.getKey() + " asks for lamp.data itself")
        .toList();
  }

  /** Every key that can be set stands, commented, in the file that ships. */
  static List<String> settingsAreDocumented(String metatype, String cfg) {
    List<String> breaches = new ArrayList<>();
    var ids = java.util.regex.Pattern.compile("<AD\\b[^>]*\\bid=\"([^\"]+)\"").matcher(metatype);
    while (ids.find()) {
      String id = ids.group(1);
      if (!java.util.regex.Pattern.compile(
              "(?m)^#?\\s*" + java.util.regex.Pattern.quote(id) + "\\s*=")
          .matcher(cfg)
          .find()) {
        breaches.add(id + " is not in the .cfg");
      }
    }
    return breaches;
  }
}
