package io.lamplighter.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the code may call. */
final class CodeLaws {
  /** Law 8: the one class that asks the system for the time, and hands it to everybody. */
  static final Pattern TIME_KEEPER = Pattern.compile("io\\.lamplighter\\.store\\.SystemTime");

  private CodeLaws() {}

  /** Law 8: time is injected. */
  static ArchRule noSystemTime() {
    return noClasses()
        .that(areNot(TIME_KEEPER))
        .should()
        .accessTargetWhere(
            call(
                "the system's time",
                "java\\.time\\.\\w+\\.now\\((java\\.time\\.ZoneId)?\\)",
                "java\\.time\\.Clock\\.(system|tick(Millis|Seconds|Minutes)).*",
                "java\\.time\\.InstantSource\\.system\\(\\)",
                "java\\.lang\\.System\\.currentTimeMillis\\(\\)",
                "java\\.util\\.Date\\.<init>\\(\\)",
                "java\\.util\\.(Gregorian)?Calendar\\.(getInstance|<init>)\\(.*"))
        .allowEmptyShould(true);
  }

  /** What a text means must not hang on the machine it is read on. */
  static ArchRule noDefaults() {
    return noClasses()
        .should()
        .accessTargetWhere(
            call(
                "a default charset, locale or zone",
                "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)",
                "java\\.lang\\.String\\.getBytes\\(\\)",
                "java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)",
                "java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)",
                "java\\.io\\.InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)",
                "java\\.io\\.OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)",
                "java\\.io\\.File(Reader|Writer)\\.<init>\\(java\\.(io\\.File|lang\\.String)(, boolean)?\\)",
                "java\\.io\\.PrintWriter\\.<init>\\(java\\.(io\\.(File|OutputStream)|lang\\.String)(, boolean)?\\)",
                "java\\.util\\.Scanner\\.<init>\\(java\\.(io\\.(File|InputStream)|nio\\.file\\.Path)\\)",
                "java\\.util\\.Locale\\.getDefault\\(.*",
                "java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\)",
                "java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*",
                "java\\.lang\\.String\\.formatted\\(.*",
                "java\\.io\\.Print(Stream|Writer)\\.(printf|format)\\(java\\.lang\\.String, .*",
                "java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)",
                "java\\.text\\.SimpleDateFormat\\.<init>\\((java\\.lang\\.String)?\\)",
                "java\\.time\\.ZoneId\\.systemDefault\\(\\)",
                "java\\.time\\.Clock\\.systemDefaultZone\\(\\)",
                "java\\.util\\.TimeZone\\.getDefault\\(\\)"))
        .allowEmptyShould(true);
  }

  /** What is written to the journal is a record, so that its schema is what is written. */
  static ArchRule factsAreRecords() {
    return noClasses()
        .that(areNot(Pattern.compile("io\\.lamplighter\\.api\\.journal\\..*")))
        .should()
        .accessTargetWhere(
            call("a fact made by hand", "io\\.lamplighter\\.api\\.journal\\.Fact\\.<init>\\(.*"))
        .allowEmptyShould(true);
  }

  /** What leaves a bundle is a record of the API, never its entity. */
  static ArchRule entitiesStayInside() {
    return classes()
        .that()
        .areAnnotatedWith("javax.persistence.Entity")
        .should()
        .bePackagePrivate()
        .andShould()
        .haveSimpleNameEndingWith("Entity")
        .allowEmptyShould(true);
  }

  static ArchRule componentsAreFinal(Set<String> components) {
    return classes()
        .that(DescribedPredicate.describe("are components", c -> components.contains(c.getName())))
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> areNot(Pattern name) {
    return DescribedPredicate.describe(
        "are not " + name, c -> !name.matcher(c.getName()).matches());
  }

  /** An access whose target, written {@code owner.member(parameters)}, matches one of these. */
  static DescribedPredicate<JavaAccess<?>> call(String what, String... targets) {
    List<Pattern> patterns = List.of(targets).stream().map(Pattern::compile).toList();
    return DescribedPredicate.describe(
        what,
        access -> {
          String target = access.getTarget().getFullName();
          return patterns.stream().anyMatch(pattern -> pattern.matcher(target).matches());
        });
  }
}
