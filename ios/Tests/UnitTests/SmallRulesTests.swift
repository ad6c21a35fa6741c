import TestKit
import Testing

@testable import AssentKit

@Suite struct AccountRulesTests {
    private let looking = Samples.accountStates["looking"]

    @Test func anAccountKnowsItsPlaceInTheListAndItsPageStaysWhileItIsMoved() {
        let moved = AccountRules.next(Samples.accountStates["placing"], .move(0))
        #expect(moved.effects == [.move(0)])
        let done = AccountRules.next(moved.state, .done(.ok(Done())))
        #expect(done.state.step == .placing && done.effects == [.read])
        let read = AccountRules.next(done.state, .read(.ok(Samples.accounts), id: "4", at: NOW)).state
        #expect(read.place == 3 && read.count == 5 && read.account?.id == "4")
        #expect(AccountRules.next(read, .back).state.step == .looking)
    }

    @Test func aMoveThatFailsIsSaidWhereItWasWished() {
        let problem = Problem(.other, "error-full")
        let failed = AccountRules.next(Samples.accountStates["placing"], .done(.failed(problem))).state
        #expect(failed.step == .placing && failed.place == 2 && failed.problem == problem)
        #expect(AccountRules.next(failed, .move(1)).state.problem == nil)
    }

    @Test func whatElseIsDoneWithAnAccountLeadsBackToIt() {
        for name in ["naming", "painting", "quiet-wish"] {
            #expect(AccountRules.next(Samples.accountStates[name], .done(.ok(Done()))).state.step == .looking, "\(name)")
        }
    }

    @Test func backupCodesAreOnThePageOfTheAccountsOwnServer() {
        #expect(AccountRules.next(looking, .openServer).effects == [.openPage("https://assent.atelier.example/security")])
        #expect(AccountRules.next(Samples.accountStates["counted"], .openServer).effects.isEmpty)
    }

    @Test func anAccountThatIsGoneClosesItsScreen() {
        #expect(AccountRules.next(looking, .read(.ok([]), id: "1", at: NOW)).effects == [.close])
        #expect(AccountRules.next(looking, .read(.ok(Samples.accounts), id: "1", at: NOW)).effects.isEmpty)
    }

    @Test func aServerThatCantBeToldLeavesTheChoiceToForgetTheAccountHere() {
        let problem = Problem(.noNetwork, "error-still-linked")
        let next = AccountRules.next(with(looking) { $0.step = .removing }, .removed(.failed(problem))).state
        #expect(next.step == .forgetting && next.problem == problem)
    }

    @Test func anAccountIsRemovedOnceHoweverOftenItIsTouched() {
        let first = AccountRules.next(Samples.accountStates["removing"], .remove(forgetLocally: false))
        #expect(first.effects == [.remove(forgetLocally: false)] && first.state.isBeingRemoved)
        #expect(AccountRules.next(first.state, .remove(forgetLocally: false)).effects.isEmpty)
        let failed = AccountRules.next(first.state, .removed(.failed(Problem(.noNetwork, "error-still-linked")))).state
        #expect(AccountRules.next(failed, .remove(forgetLocally: true)).effects == [.remove(forgetLocally: true)])
    }

    @Test func aNameOfSpacesIsNone() {
        #expect(AccountRules.next(looking, .name("  ")).effects == [.name(nil)])
        #expect(AccountRules.next(looking, .name(" Home ")).effects == [.name("Home")])
    }

    @Test func whatWasCopiedIsSaidUntilTheCodeChanges() {
        let copied = AccountRules.next(looking, .copy)
        #expect(copied.state.isCopied && copied.effects == [.copy("473441")])
        let newer = account("1", "Atelier", "ada@atelier.example", "At", .teal, code: "111222")
        #expect(!AccountRules.next(copied.state, .read(.ok([newer]), id: "1", at: NOW)).state.isCopied)
    }
}

@Suite struct WelcomeRulesTests {
    @Test func theLockIsMadeOnceEvenIfTouchedTwice() {
        let first = WelcomeRules.next(WelcomeState(), .byPhone)
        #expect(first.effects == [.make(pin: nil)])
        #expect(WelcomeRules.next(first.state, .byPhone).effects.isEmpty)
        let back = WelcomeRules.next(first.state, .back).state
        #expect(WelcomeRules.next(back, .byPhone).effects.isEmpty)
        #expect(WelcomeRules.next(back, .made(.ok(Done()))).effects == [.close])
    }

    @Test func twoDifferentPinsMakeNothing() {
        let next = WelcomeRules.next(WelcomeState(isTyping: true), .setPin(Secret("12"), again: Secret("13")))
        #expect(next.effects.isEmpty && next.state.problem?.key == "error-pin-differs")
    }
}

@Suite struct TypeRulesTests {
    private func typed(_ key: String) -> Typed { Typed(website: "W", account: "a", key: Secret(key)) }

    @Test func aLinkThatIsPastedAsAKeyGoesWhereItLeads() {
        let link = "https://assent.example/link#AAAA"
        #expect(TypeRules.next(TypeState(), .add(typed(link))).effects == [.close, .go(.link(link))])
        #expect(TypeRules.next(TypeState(), .add(typed("GEZDGNBV"))).effects == [.add(typed("GEZDGNBV"), .refuse)])
    }

    @Test func aDuplicateIsDecidedByThePerson() {
        let asked = TypeRules.next(TypeState(isAdding: true), .added(typed("GE"), .failed(Problem(.duplicate, "error-duplicate")))).state
        #expect(asked.duplicate == typed("GE") && !asked.isAdding)
        #expect(TypeRules.next(asked, .decide(.keepBoth)).effects == [.add(typed("GE"), .keepBoth)])
        #expect(TypeRules.next(asked, .decide(nil)) == Next(TypeState()))
    }

    @Test func textsLeadToTheirPlaces() {
        #expect(place(of: "OTPAUTH://totp/x") == .imports(codes: ["OTPAUTH://totp/x"]))
        #expect(place(of: "otpauth-migration://offline?data=x") == .imports(codes: ["otpauth-migration://offline?data=x"]))
        #expect(place(of: "assent:move") == .moveIn("assent:move"))
        #expect(place(of: "hello") == nil)
        #expect(place(of: "https://a.example/link#AA") == .link("https://a.example/link#AA"))
    }
}

@Suite struct SettingsRulesTests {
    private let shown = Samples.settingsStates["recovery-key"]

    @Test func theRecoveryKeyIsNotKeptAMomentLongerThanItIsShown() {
        #expect(shown.recoveryKey != nil)
        #expect(SettingsRules.next(shown, .back).state.recoveryKey == nil)
        #expect(SettingsRules.next(shown, .turn(.pin)).state.recoveryKey == nil)
    }

    @Test func aPinThatWasSetLeadsBackToTheList() {
        let next = SettingsRules.next(Samples.settingsStates["pin"], .done(.ok(Done())))
        #expect(next.state.step == .list && next.state.problem == nil && next.effects == [.read])
    }
}

@Suite struct OtherRulesTests {
    @Test func aLinkThatIsStoppedIsTakenBack() {
        let link = Samples.link
        #expect(LinkRules.next(.asking, .began(.ok(link))) == Next(.showsCode(link), .confirm(link)))
        #expect(LinkRules.next(.showsCode(link), .done).effects == [.close] && LinkRules.left(.showsCode(link)) == [.forget(link)])
        for stays in [LinkState.asking, .linked(link)] { #expect(LinkRules.left(stays).isEmpty) }
        #expect(LinkRules.next(.linked(link), .done).effects == [.home])
    }

    @Test func aServersAddressMayBeTypedWithoutItsBeginning() {
        #expect(SignInRules.next(SignInState(), .start("assent.example.org")).effects == [.start("https://assent.example.org")])
        #expect(SignInRules.next(SignInState(isStarting: true), .start("x")).effects.isEmpty)
    }

    @Test func aSignInPageThatWasClosedIsNotSaidToBeOpen() {
        let open = Samples.signInStates["open"]
        #expect(SignInRules.next(open, .closed) == Next(SignInState()))
        #expect(SignInRules.next(open, .start("other.example")) == Next(SignInState(isStarting: true), .start("https://other.example")))
        #expect(!RepairRules.next(Samples.repairStates["signing-in"], .closed).state.isSigningIn)
    }

    @Test func historyBeginsWithTheNewest() {
        let entries = [1, 3, 2].map { entry("S", .approve, .approved, at: $0) }
        let read = HistoryRules.next(HistoryState(nil, now: 3), .read(.ok(entries))).state
        #expect(read.entries?.map(\.answeredAt) == [3, 2, 1])
    }

    @Test func itWasNotMeCanBeSaidForAQuarterOfAnHourAndWhatIsUsedLeadsToThePassword() {
        let shown = Samples.historyStates["entry"], entry = shown.open!
        #expect(shown.mayReport(entry) && HistoryRules.next(shown, .notMe).effects == [.report(entry.request)])
        var later = shown
        later.now = entry.answeredAt + 900
        #expect(!later.mayReport(entry) && HistoryRules.next(later, .notMe).effects.isEmpty)
        let used = HistoryRules.next(shown, .reported(entry.request, .failed(Problem(.settled, "error-settled")))).state
        #expect(used.isUsed && used.problem == nil && !used.mayReport(entry))
        #expect(HistoryRules.next(used, .changePassword).effects == [.openSecurityPage(account: entry.account)])
        let failed = HistoryRules.next(shown, .reported(entry.request, .failed(Problem(.noNetwork, "error-no-network")))).state
        #expect(!failed.isUsed && failed.problem?.kind == .noNetwork)
    }

    @Test func historyIsReadAgainAfterAnAnswerOverIt() {
        let back = HistoryRules.next(Samples.historyStates["entry"], .cameBack(now: NOW + 9))
        #expect(back.effects == [.read] && back.state.now == NOW + 9 && back.state.open != nil)
    }

    @Test func whenNothingIsDamagedAnyMoreThereIsNothingToSee() {
        let state = Samples.damagedStates["account"]
        #expect(DamagedRules.next(state, .forgotten(.ok(true))).effects == [.read])
        #expect(DamagedRules.next(state, .read(.ok([]))).effects == [.close])
    }

    @Test func aSecretIsNeverPrinted() {
        let secret = Secret("480137")
        #expect("\(secret)" == "Secret" && !String(reflecting: TypeState(duplicate: Typed(website: "", account: "", key: secret))).contains("480137"))
        #expect(secret == Secret("480137") && secret != Secret("480138") && secret != Secret("48013"))
    }
}
