package io.lamplighter.itests;

import io.lamplighter.harness.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project that the test of an archetype has made and built.
 *
 * @param kind channel, service, follower or route
 * @param name of the artifact
 */
record Made(String kind, String name) {
  private static final String VERSION = "1.0.0";

  String pid() {
    return "org.example.city." + name.replace('-', '.');
  }

  Path jar() {
    return home().resolve("target/" + file(".jar"));
  }

  /**
   * Into the instance, as its README says, but that Maven deploys nothing while offline, not even
   * into a folder.
   *
   * @return the commands that install it
   */
  String lay(Instance instance) throws IOException {
    String place = "org/example/city/" + name + "/" + VERSION;
    Path system = Files.createDirectories(instance.data.resolve("system/" + place));
    Files.copy(jar(), system.resolve(file(".jar")));
    Files.copy(home().resolve("src/main/cfg/" + pid() + ".cfg"), system.resolve(file(".cfg")));
    Files.copy(home().resolve("target/feature/feature.xml"), system.resolve(file("-features.xml")));
    return "feature:repo-add mvn:org.example.city/%s/%s/xml/features; feature:install %1$s"
        .formatted(name, VERSION);
  }

  private String file(String ending) {
    return name + "-" + VERSION + ending;
  }

  private Path home() {
    return Path.of(System.getProperty("archetypes"), kind, "target/test-classes/projects", name)
        .resolve("project/" + name);
  }
}
