r"""The symbols KaTeX 0.19 knows and the character each shows; read by `signature.py`.

A line `@ CLASS MODE` heads pairs of name and character (`-` where it shows none). The classes
are TeX's: `rel` relation, `bin` operation, `open`, `close`, `punct`, `inner`, `mathord` variable,
`textord` other, `spacing`. Modes: `m` formula, `t` text, `b` both.
"""

from __future__ import annotations

SYMBOLS = r"""
@ bin m
\mp ∓  \ominus ⊖  \uplus ⊎  \sqcap ⊓  \ast ∗  \sqcup ⊔  \bigcirc ◯  \bullet ∙  \ddagger ‡  \wr ≀
\amalg ⨿  \And &  \unlhd ⊴  \unrhd ⊵  \lessdot ⋖  \gtrdot ⋗  \lhd ⊲  \rhd ⊳  \dotplus ∔
\smallsetminus ∖  \Cap ⋒  \Cup ⋓  \doublebarwedge ⩞  \boxminus ⊟  \boxplus ⊞  \divideontimes ⋇
\ltimes ⋉  \rtimes ⋊  \leftthreetimes ⋋  \rightthreetimes ⋌  \curlywedge ⋏  \curlyvee ⋎
\circleddash ⊝  \circledast ⊛  \centerdot ⋅  \intercal ⊺  \doublecap ⋒  \doublecup ⋓  \boxtimes ⊠
\cdot ⋅  \circ ∘  \div ÷  \pm ±  \times ×  \cap ∩  \cup ∪  \setminus ∖  \land ∧  \lor ∨  \wedge ∧
\vee ∨  \barwedge ⊼  \veebar ⊻  \odot ⊙  \oplus ⊕  \otimes ⊗  \oslash ⊘  \circledcirc ⊚  \boxdot ⊡
\bigtriangleup △  \bigtriangledown ▽  \dagger †  \diamond ⋄  \star ⋆  \triangleleft ◃
\triangleright ▹
@ close b
\} }  \rbrack ]
@ close m
\rmoustache ⎱  \rgroup ⟯  \rangle ⟩  \rvert ∣  \rVert ∥  \rbrace }  \rparen )  \rfloor ⌋  \rceil ⌉
@ inner b
\ldots …
@ inner m
\mathellipsis …  \ddots ⋱
@ inner t
\textellipsis …
@ mathord m
\alpha α  \beta β  \gamma γ  \delta δ  \epsilon ϵ  \zeta ζ  \eta η  \theta θ  \iota ι  \kappa κ
\lambda λ  \mu μ  \nu ν  \xi ξ  \omicron ο  \pi π  \rho ρ  \sigma σ  \tau τ  \upsilon υ  \phi ϕ
\chi χ  \psi ψ  \omega ω  \varepsilon ε  \vartheta ϑ  \varpi ϖ  \varrho ϱ  \varsigma ς  \varphi φ
@ open b
\{ {  \lbrack [
@ open m
\lmoustache ⎰  \lgroup ⟮  \langle ⟨  \lvert ∣  \lVert ∥  \lbrace {  \lparen (  \lfloor ⌊  \lceil ⌈
@ punct m
\ldotp .  \cdotp ⋅
@ rel m
\equiv ≡  \prec ≺  \succ ≻  \sim ∼  \perp ⊥  \preceq ⪯  \succeq ⪰  \simeq ≃  \mid ∣  \ll ≪  \gg ≫
\asymp ≍  \parallel ∥  \bowtie ⋈  \smile ⌣  \sqsubseteq ⊑  \sqsupseteq ⊒  \doteq ≐  \frown ⌢
\ni ∋  \propto ∝  \vdash ⊢  \dashv ⊣  \owns ∋  \longleftarrow ⟵  \Leftarrow ⇐  \Longleftarrow ⟸
\longrightarrow ⟶  \Rightarrow ⇒  \Longrightarrow ⟹  \leftrightarrow ↔  \longleftrightarrow ⟷
\Leftrightarrow ⇔  \Longleftrightarrow ⟺  \mapsto ↦  \longmapsto ⟼  \nearrow ↗  \hookleftarrow ↩
\hookrightarrow ↪  \searrow ↘  \leftharpoonup ↼  \rightharpoonup ⇀  \swarrow ↙  \leftharpoondown ↽
\rightharpoondown ⇁  \nwarrow ↖  \rightleftharpoons ⇌  \nless ≮  \lneq ⪇  \lneqq ≨  \lnsim ⋦
\lnapprox ⪉  \nprec ⊀  \npreceq ⋠  \precnsim ⋨  \precnapprox ⪹  \nsim ≁  \nmid ∤  \nvdash ⊬
\nvDash ⊭  \ntriangleleft ⋪  \ntrianglelefteq ⋬  \subsetneq ⊊  \subsetneqq ⫋  \ngtr ≯  \gneq ⪈
\gneqq ≩  \gnsim ⋧  \gnapprox ⪊  \nsucc ⊁  \nsucceq ⋡  \succnsim ⋩  \succnapprox ⪺  \ncong ≆
\nparallel ∦  \nVDash ⊯  \ntriangleright ⋫  \ntrianglerighteq ⋭  \supsetneq ⊋  \supsetneqq ⫌
\nVdash ⊮  \precneqq ⪵  \succneqq ⪶  \nleftarrow ↚  \nrightarrow ↛  \nLeftarrow ⇍  \nRightarrow ⇏
\nleftrightarrow ↮  \nLeftrightarrow ⇎  \vartriangle △  \leqq ≦  \leqslant ⩽  \eqslantless ⪕
\lesssim ≲  \lessapprox ⪅  \approxeq ≊  \lll ⋘  \lessgtr ≶  \lesseqgtr ⋚  \lesseqqgtr ⪋
\doteqdot ≑  \risingdotseq ≓  \fallingdotseq ≒  \backsim ∽  \backsimeq ⋍  \subseteqq ⫅  \Subset ⋐
\sqsubset ⊏  \preccurlyeq ≼  \curlyeqprec ⋞  \precsim ≾  \precapprox ⪷  \vartriangleleft ⊲
\trianglelefteq ⊴  \vDash ⊨  \Vvdash ⊪  \smallsmile ⌣  \smallfrown ⌢  \bumpeq ≏  \Bumpeq ≎
\geqq ≧  \geqslant ⩾  \eqslantgtr ⪖  \gtrsim ≳  \gtrapprox ⪆  \ggg ⋙  \gtrless ≷  \gtreqless ⋛
\gtreqqless ⪌  \eqcirc ≖  \circeq ≗  \triangleq ≜  \thicksim ∼  \thickapprox ≈  \supseteqq ⫆
\Supset ⋑  \sqsupset ⊐  \succcurlyeq ≽  \curlyeqsucc ⋟  \succsim ≿  \succapprox ⪸
\vartriangleright ⊳  \trianglerighteq ⊵  \Vdash ⊩  \shortmid ∣  \shortparallel ∥  \between ≬
\pitchfork ⋔  \varpropto ∝  \blacktriangleleft ◀  \therefore ∴  \backepsilon ∍
\blacktriangleright ▶  \because ∵  \llless ⋘  \gggtr ⋙  \eqsim ≂  \Join ⋈  \Doteq ≑
\dashrightarrow ⇢  \dashleftarrow ⇠  \leftleftarrows ⇇  \leftrightarrows ⇆  \Lleftarrow ⇚
\twoheadleftarrow ↞  \leftarrowtail ↢  \looparrowleft ↫  \leftrightharpoons ⇋  \curvearrowleft ↶
\circlearrowleft ↺  \Lsh ↰  \upuparrows ⇈  \upharpoonleft ↿  \downharpoonleft ⇃  \origof ⊶
\imageof ⊷  \multimap ⊸  \leftrightsquigarrow ↭  \rightrightarrows ⇉  \rightleftarrows ⇄
\twoheadrightarrow ↠  \rightarrowtail ↣  \looparrowright ↬  \curvearrowright ↷
\circlearrowright ↻  \Rsh ↱  \downdownarrows ⇊  \upharpoonright ↾  \downharpoonright ⇂
\rightsquigarrow ⇝  \leadsto ⇝  \Rrightarrow ⇛  \restriction ↾  \approx ≈  \cong ≅  \ge ≥  \geq ≥
\gets ←  \gt >  \in ∈  \subset ⊂  \supset ⊃  \subseteq ⊆  \supseteq ⊇  \nsubseteq ⊈  \nsupseteq ⊉
\models ⊨  \leftarrow ←  \le ≤  \leq ≤  \lt <  \rightarrow →  \to →  \ngeq ≱  \nleq ≰  \uparrow ↑
\Uparrow ⇑  \downarrow ↓  \Downarrow ⇓  \updownarrow ↕  \Updownarrow ⇕
@ spacing b
\␣ -  \space -  \nobreakspace -
@ spacing m
\nobreak -  \allowbreak -
@ textord b
\# #  \& &  \S §  \P ¶  \dag †  \ddag ‡  \circledR ®  \yen ¥  \checkmark ✓  \$ $  \% %  \_ _
\varvdots ⋮  \degree °  \pounds £  \maltese ✠
@ textord m
\aleph ℵ  \forall ∀  \hbar ℏ  \exists ∃  \nabla ∇  \flat ♭  \ell ℓ  \natural ♮  \clubsuit ♣  \wp ℘
\sharp ♯  \diamondsuit ♢  \Re ℜ  \heartsuit ♡  \Im ℑ  \spadesuit ♠  \hslash ℏ  \triangledown ▽
\lozenge ◊  \circledS Ⓢ  \measuredangle ∡  \nexists ∄  \mho ℧  \Finv Ⅎ  \Game ⅁  \backprime ‵
\blacktriangle ▲  \blacktriangledown ▼  \blacksquare ■  \blacklozenge ⧫  \bigstar ★
\sphericalangle ∢  \complement ∁  \eth ð  \diagup ╱  \diagdown ╲  \square □  \Box □  \Diamond ◊
\beth ℶ  \daleth ℸ  \gimel ℷ  \digamma ϝ  \varkappa ϰ  \angle ∠  \infty ∞  \prime ′  \triangle △
\Gamma Γ  \Delta Δ  \Theta Θ  \Lambda Λ  \Xi Ξ  \Pi Π  \Sigma Σ  \Upsilon Υ  \Phi Φ  \Psi Ψ
\Omega Ω  \neg ¬  \lnot ¬  \top ⊤  \bot ⊥  \emptyset ∅  \varnothing ∅  \surd √  \partial ∂
\backslash \  \vert ∣  \| ∥  \Vert ∥  \mathsterling £
@ textord t
\textdagger †  \textdaggerdbl ‡  \textdollar $  \textunderscore _  \textbraceleft {
\textbraceright }  \textless <  \textgreater >  \textbar |  \textbardbl ∥  \textasciitilde ~
\textbackslash \  \textasciicircum ^  \i ı  \j ȷ  \ss ß  \ae æ  \oe œ  \o ø  \AE Æ  \OE Œ  \O Ø
\textendash –  \textemdash —  \textquoteleft ‘  \textquoteright ’  \textquotedblleft “
\textquotedblright ”  \textdegree °  \textsterling £
"""

GLYPHS = r"""
\iff ⟺  \implies ⟹  \impliedby ⟸  \dotsi ⋯  \bmod mod  \vcentcolon :  \ratio :  \simcolon ∼:
\simcoloncolon ∼∷  \approxcolon ≈:  \approxcoloncolon ≈∷  \minuso ⦵  \Bbbk 𝕜  \neq ≠  \ne ≠
\notin ∉  \ulcorner ⌜  \urcorner ⌝  \llcorner ⌞  \lrcorner ⌟  \varGamma Γ  \varDelta Δ
\varTheta Θ  \varLambda Λ  \varXi Ξ  \varPi Π  \varSigma Σ  \varUpsilon Υ  \varPhi Φ  \varPsi Ψ
\varOmega Ω  \colon :  \cdots ⋯  \dotsb ⋯  \dotsm ⋯  \dblcolon ∷  \coloneqq ≔  \Coloneqq ∷=
\coloneq :−  \Coloneq ∷−  \eqqcolon ≕  \Eqqcolon =∷  \eqcolon ∹  \Eqcolon −∷  \colonapprox :≈
\Colonapprox ∷≈  \colonsim :∼  \Colonsim ∷∼  \coloncolon ∷  \colonequals ≔  \coloncolonequals ∷=
\equalscolon ≕  \equalscoloncolon =∷  \colonminus :−  \coloncolonminus ∷−  \minuscolon ∹
\minuscoloncolon −∷  \coloncolonapprox ∷≈  \coloncolonsim ∷∼  \notni ∌  \gvertneqq ≩  \lvertneqq ≨
\ngeqq ≱  \ngeqslant ≱  \nleqq ≰  \nleqslant ≰  \nshortmid ∤  \nshortparallel ∦  \nsubseteqq ⊈
\nsupseteqq ⊉  \varsubsetneq ⊊  \varsubsetneqq ⫋  \varsupsetneq ⊋  \varsupsetneqq ⫌  \imath ı
\jmath ȷ  \llbracket ⟦  \rrbracket ⟧  \lBrace ⦃  \rBrace ⦄  \mapsfrom ↤  \darr ↓  \dArr ⇓  \Darr ⇓
\lang ⟨  \rang ⟩  \uarr ↑  \uArr ⇑  \Uarr ⇑  \N ℕ  \R ℝ  \Z ℤ  \alef ℵ  \alefsym ℵ  \Alpha A
\Beta B  \bull ∙  \Chi X  \clubs ♣  \cnums ℂ  \Complex ℂ  \Dagger ‡  \diamonds ♢  \empty ∅
\Epsilon E  \Eta H  \exist ∃  \harr ↔  \hArr ⇔  \Harr ⇔  \hearts ♡  \image ℑ  \infin ∞  \Iota I
\isin ∈  \Kappa K  \larr ←  \lArr ⇐  \Larr ⇐  \lrarr ↔  \lrArr ⇔  \Lrarr ⇔  \Mu M  \natnums ℕ
\Nu N  \Omicron O  \plusmn ±  \rarr →  \rArr ⇒  \Rarr ⇒  \real ℜ  \reals ℝ  \Reals ℝ  \Rho P
\sdot ⋅  \spades ♠  \sub ⊂  \sube ⊆  \supe ⊇  \Tau T  \thetasym ϑ  \weierp ℘  \Zeta Z  \int ∫
\iint ∬  \iiint ∭  \oint ∮  \oiint ∯  \oiiint ∰  \coprod ∐  \bigvee ⋁  \bigwedge ⋀  \biguplus ⨄
\bigcap ⋂  \bigcup ⋃  \intop ∫  \prod ∏  \sum ∑  \bigotimes ⨂  \bigoplus ⨁  \bigodot ⨀
\bigsqcup ⨆  \smallint ∫  \arcsin arcsin  \arccos arccos  \arctan arctan  \arctg arctg
\arcctg arcctg  \arg arg  \ch ch  \cos cos  \cosec cosec  \cosh cosh  \cot cot  \cotg cotg
\coth coth  \csc csc  \ctg ctg  \cth cth  \deg deg  \dim dim  \exp exp  \hom hom  \ker ker  \lg lg
\ln ln  \log log  \sec sec  \sin sin  \sinh sinh  \sh sh  \tan tan  \tanh tanh  \tg tg  \th th
\det det  \gcd gcd  \inf inf  \lim lim  \max max  \min min  \Pr Pr  \sup sup  \limsup lim␣sup
\liminf lim␣inf  \injlim inj␣lim  \projlim proj␣lim  \varlimsup lim␣sup  \varliminf lim␣inf
\varinjlim lim→  \varprojlim lim←  \argmin arg␣min  \argmax arg␣max  \plim plim  \rq ’  \aa å
\AA Å  \lq ‘  \textcopyright ©  \copyright ©  \textregistered ®  \vdots ⋮  \dots …  \dotso …
\dotsc …  \dotsx …  \TeX TeX  \LaTeX LaTeX  \KaTeX KaTeX  \ordinarycolon :  \sect §
"""
"""What commands that are no symbols of their own show, as pairs; `␣` is a space."""
