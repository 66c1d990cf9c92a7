import { describe, expect, it } from "vitest";
import { readText } from "../../sheets/table";
import { asList, asRow } from "./parties";

function rows(text: string) {
  const list = asList(readText(text));
  return list.lines.map((line) => asRow(line, list.columns));
}

describe("lists to be screened", () => {
  it("are read by their headers, in either language", () => {
    expect(rows("序,企业名称,统一社会信用代码,曾用名\n1,望川样例有限公司,91379900m90000011p,甲；乙")[0]?.party).toEqual(
      {
        key: "2",
        name: "望川样例有限公司",
        uscc: "91379900M90000011P",
        former_names: ["甲", "乙"],
      },
    );
    expect(rows("Name,Type\nSample,person")[0]?.party).toEqual({ key: "2", name: "Sample", kind: "Person" });
  });

  it("are read line by line where there are none", () => {
    expect(rows("望川样例有限公司，91379900M90000011P\n\n样例人\t11010519491231002X").map((row) => row.party)).toEqual([
      { key: "1", name: "望川样例有限公司", uscc: "91379900M90000011P" },
      { key: "3", name: "样例人", id_number: "11010519491231002X" },
    ]);
  });

  it("keep the comma of a Latin name", () => {
    expect(rows("Sample Trading Co., Ltd")[0]?.party).toEqual({ key: "1", name: "Sample Trading Co., Ltd" });
  });

  it("say which lines cannot be read, and why", () => {
    const found = rows("名称,类型,出生年份\n甲,公司集团,\n,,1990\n乙,企业,九零\n丙,企业,1990,多一格");
    expect(found.map((row) => row.fault)).toEqual(["kind", "blank", "birth_year", "wide"]);
  });

  it("take placeholders for blanks", () => {
    expect(rows("名称,统一社会信用代码\n甲,无")[0]?.party).toEqual({ key: "2", name: "甲" });
  });

  it("take a field from the first column of that meaning only", () => {
    expect(asList(readText("名称,姓名\n甲,乙")).columns).toEqual(["name", null]);
  });
});
