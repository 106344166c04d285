import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files by veraPDF: {@code java -cp JARS Validate.java FLAVOUR FILE…}, with a flavour as ua1 or 2b.
 *
 * <p>Prints one line of JSON per file, in the order given: {@code {"compliant": …, "failures": [{"rule": "7.1-3",
 * "message": …, "where": …}]}}, or {@code {"error": …}} where the file can't be read as a PDF.
 */
public final class Validate {
    private static final int FAILURES_PER_RULE = 100;

    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Arrays.stream(arguments).skip(1).map(file -> judge(Path.of(file), flavour)).forEach(out::println);
    }

    private static String judge(Path file, PDFAFlavour flavour) {
        try (InputStream stream = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, FAILURES_PER_RULE, false, true, false)) {
            return json(validator.validate(parser));
        } catch (Exception error) {
            return "{\"error\": " + quoted(error.toString()) + "}";
        }
    }

    private static String json(ValidationResult result) {
        String failures = result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .map(Validate::json)
                .collect(Collectors.joining(", "));
        return "{\"compliant\": " + result.isCompliant() + ", \"failures\": [" + failures + "]}";
    }

    private static String json(TestAssertion failure) {
        String rule = failure.getRuleId().getClause() + "-" + failure.getRuleId().getTestNumber();
        return "{\"rule\": " + quoted(rule) + ", \"message\": " + quoted(failure.getMessage())
                + ", \"where\": " + quoted(failure.getLocation().getContext()) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.codePoints().mapToObj(Validate::escaped).collect(Collectors.joining()) + "\"";
    }

    private static String escaped(int point) {
        boolean plain = point >= ' ' && point != '"' && point != '\\';
        return plain ? Character.toString(point) : String.format("\\u%04x", point);
    }
}
