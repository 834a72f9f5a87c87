package io.lamplighter.intake.sms;

import io.lamplighter.api.Text;
import io.lamplighter.kit.text.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The words of our answers, in Chinese and English (data: texts.properties); a company's own file
 * changes those that it names.
 */
final class Texts {
  static final String FILE = "texts.properties";
  private final Properties texts;

  private Texts(Properties texts) {
    this.texts = texts;
  }

  /**
   * @param own folder of the company's own file
   * @throws IllegalArgumentException naming the first key that does not exist
   */
  static Texts load(Path own) {
    Path file = own.resolve(FILE);
    try (InputStream shipped = Texts.class.getResourceAsStream("/" + FILE)) {
      if (shipped == null) {
        throw new IllegalStateException("The bundle has no " + FILE);
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(shipped, StandardCharsets.UTF_8));
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          change(texts, reader, file);
        }
      }
      return new Texts(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void change(Properties texts, Reader reader, Path file) throws IOException {
    Properties changes = new Properties();
    changes.load(reader);
    for (String key : changes.stringPropertyNames()) {
      if (!texts.containsKey(key)) {
        throw new IllegalArgumentException(file + ": there is no text '" + key + "'");
      }
      texts.setProperty(key, changes.getProperty(key));
    }
  }

  /**
   * @param values what stands for each {@code {name}} in the text
   */
  Text of(String key, Map<String, String> values) {
    return new Text(filled(key + ".en", values), filled(key + ".zh", values));
  }

  Text of(String key) {
    return of(key, Map.of());
  }

  private String filled(String name, Map<String, String> values) {
    String text = texts.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("There is no text '" + name + "'");
    }
    return Names.fill(text, values::get);
  }
}
