package io.lamplighter.desk;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.NormalForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The same text as somebody else would write it. The same seed writes it alike. */
enum Otherwise {
  WITH_A_TYPO {
    @Override
    String write(String text, Random random) {
      int at = random.nextInt(text.length());
      char c = text.charAt(at);
      if (Character.isSurrogate(c)) {
        return text;
      }
      if (c < 0x250 && at + 1 < text.length()) {
        return text.substring(0, at) + text.charAt(at + 1) + c + text.substring(at + 2);
      }
      String wrong =
          random.nextBoolean() ? "" : String.valueOf((char) (0x4E00 + random.nextInt(3000)));
      return text.substring(0, at) + wrong + text.substring(at + 1);
    }
  },
  IN_THE_OTHER_SCRIPT {
    @Override
    String write(String text, Random random) {
      boolean traditional = text.codePoints().anyMatch(SIMPLIFIED::containsKey);
      Map<Integer, Integer> other = traditional ? SIMPLIFIED : TRADITIONAL;
      return text.codePoints()
          .map(c -> other.getOrDefault(c, c))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  },
  WITH_EMOJI {
    private final List<String> emoji = List.of("😡", "🙏", "😭", "👍", "⚡️", "😂", "❤️", "🤦‍♀️");

    @Override
    String write(String text, Random random) {
      int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
      String one = emoji.get(random.nextInt(emoji.size()));
      String other = emoji.get(random.nextInt(emoji.size()));
      return text.substring(0, at) + one + text.substring(at) + other + other;
    }
  },
  IN_FULL_WIDTH {
    @Override
    String write(String text, Random random) {
      return text.chars()
          .mapToObj(
              c ->
                  String.valueOf(
                      (char) (c > 0x20 && c < 0x7F ? c + 0xFEE0 : c == 0x20 ? 0x3000 : c)))
          .collect(Collectors.joining());
    }
  },
  WITH_A_POLITE_PREAMBLE {
    private final List<String> chinese =
        List.of(
            "您好，打扰您工作了，实在不好意思，我是这里的一位普通住户，平时很少打电话给你们，今天想占用您一两分钟的时间，把我的情况跟您说一说，还请您多多包涵。是这样的：",
            "尊敬的工作人员，您好！首先祝您和您的家人身体健康、万事如意，很冒昧给您留言，我文化不高，话说得不周到的地方请您别见怪，下面是我想说的事情，谢谢您耐心看完。");
    private final List<String> english =
        List.of(
            "Good morning to you, and I do hope this message finds you and everybody at the office well. I am sorry to take up"
                + " your time, as I am sure that you are all very busy today, but I would be most grateful if you could kindly read"
                + " the following few lines. ",
            "Dear Sir or Madam, with all due respect and my very best wishes to you and your colleagues, please allow me to"
                + " introduce myself as an ordinary resident of this town who rarely writes to anyone at all, and to put before you,"
                + " as briefly as I can, the following matter. ");

    @Override
    String write(String text, Random random) {
      boolean latin = text.chars().allMatch(c -> c < 0x2E80);
      return (latin ? english : chinese).get(random.nextInt(2)) + text;
    }
  },
  DOUBLED {
    @Override
    String write(String text, Random random) {
      return text + "。" + text;
    }
  };

  private static final Map<Integer, Integer> SIMPLIFIED = new HashMap<>();
  private static final Map<Integer, Integer> TRADITIONAL = new HashMap<>();

  static {
    for (DataFile.Line line :
        DataFile.load(null, NormalForm.class, "characters.csv", "characters,plain").lines()) {
      int[] from = line.field(0).codePoints().toArray();
      int[] to = line.field(1).codePoints().toArray();
      for (int i = 0; i < from.length; i++) {
        if (Character.isIdeographic(from[i])) {
          SIMPLIFIED.put(from[i], to[i]);
          TRADITIONAL.put(to[i], from[i]);
        }
      }
    }
  }

  abstract String write(String text, Random random);
}
