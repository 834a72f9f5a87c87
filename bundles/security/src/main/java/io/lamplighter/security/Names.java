package io.lamplighter.security;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What people, partners and channels may be called. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_CHANNELS = 50;

  private Names() {}

  static boolean isUser(String text) {
    return NAME.matcher(text).matches();
  }

  static void checkUser(String name, Set<Role> roles, String region) {
    List<FieldError> errors = checkNameAndRegion(name, region);
    if (roles.isEmpty()) {
      errors.add(FieldError.of("/roles", "needs at least one role", "至少需要一个角色"));
    }
    refuse(errors);
  }

  static void checkPartner(String name, Set<String> channels, String region) {
    List<FieldError> errors = checkNameAndRegion(name, region);
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      errors.add(FieldError.of("/channels", "needs 1 to 50 channels", "需要 1 至 50 个渠道"));
    } else if (!channels.stream().allMatch(channel -> CHANNEL.matcher(channel).matches())) {
      errors.add(
          FieldError.of(
              "/channels",
              "a channel is at most 32 lower-case letters, digits and dashes",
              "渠道名须为不超过 32 个小写字母、数字或短横线"));
    }
    refuse(errors);
  }

  private static List<FieldError> checkNameAndRegion(String name, String region) {
    List<FieldError> errors = new ArrayList<>();
    if (!isUser(name)) {
      errors.add(
          FieldError.of(
              "/name",
              "must be at most 64 letters, digits, and . _ @ - after the first",
              "须为不超过 64 个字母、数字，首字符后可含 . _ @ -"));
    }
    if (!Region.isCode(region)) {
      errors.add(
          FieldError.of(
              "/region", "must be a GB/T 2260 code or its beginning", "须为 GB/T 2260 代码或其前缀"));
    }
    return errors;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
