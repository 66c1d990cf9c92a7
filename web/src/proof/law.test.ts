import { expect, it } from "vitest";
import { articleOf } from "./law";

it("names the law of an article, once", () => {
  const of = (text: string, article: string) => articleOf({ text, article });
  expect(of("公司法(2023-12-29)", "第一百七十八条")).toBe("《公司法》第一百七十八条");
  expect(of("superseded/公司法(2018-10-26)", "第一百四十六条")).toBe("《公司法》第一百四十六条");
  expect(of("条文摘录汇编(仅有摘录的规定)", "法发〔2019〕35号 第17条")).toBe("法发〔2019〕35号 第17条");
  expect(of("", "第八条")).toBe("第八条");
});
