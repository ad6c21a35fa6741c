import TestKit
import Testing

@testable import AssentKit

@Suite struct TransferRulesTests {
    private let preview = TransferSamples.importStates["preview"]

    @Test func nothingIsWrittenBeforeEachDuplicateIsDecided() {
        #expect(preview.duplicates == [0, 1, 4])
        #expect(ImportRules.next(preview, .write).effects.isEmpty)
        let each = [0, 1, 4].reduce(preview) { ImportRules.next($0, .forOne($1, .skip)).state }
        #expect(each.isDecided && each.coming == 2)
        #expect(ImportRules.next(each, .write).effects == [.write(nil, [0: .skip, 1: .skip, 4: .skip])])
    }

    @Test func aChoiceForAllTakesBackThoseForOneAndOneMayDifferAfterwards() {
        let all = ImportRules.next(with(preview) { $0.each = [0: .skip] }, .forAll(.replace)).state
        #expect(all.choice(for: 0) == .replace)
        let one = ImportRules.next(all, .forOne(1, .keepBoth)).state
        #expect(one.choice(for: 0) == .replace && one.choice(for: 1) == .keepBoth)
    }

    @Test func aFileThatFailsAfterThePasswordLeadsBackToTheChoiceOfAFile() {
        let wrong = Problem(.wrongPassword, "error-import-wrong-password")
        #expect(ImportRules.next(preview, .read(.failed(wrong))).state.step == .password)
        #expect(ImportRules.next(preview, .read(.failed(Problem(.other, "error-import-damaged")))).state.step == .start)
    }

    @Test func aPassphraseIsTypedTwiceAndIsLongEnough() {
        func made(_ first: String, _ again: String) -> Next<ExportState, ExportEffect> { ExportRules.next(.asking(), .make(Secret(first), again: Secret(again))) }
        #expect(made("a quiet grey heron", "a quiet grey hero") == Next(.asking(Problem(.other, "error-passphrase-differs"))))
        #expect(made("1234567", "1234567") == Next(.asking(Problem(.other, "error-passphrase-short"))))
        #expect(made("12345678", "12345678") == Next(.making, .make(Secret("12345678"))))
    }

    @Test func whoChoosesNoPlaceIsAskedAgain() {
        let made = TransferSamples.exportStates["made"]
        #expect(ExportRules.next(made, .saved(nil)) == Next(made))
        #expect(ExportRules.next(made, .saved(.ok(Done()))).state == TransferSamples.exportStates["saved"])
    }
}
